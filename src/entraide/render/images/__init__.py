"""Images made ready for pages: encoded anew, in a few widths, without metadata about people."""
