"""Images made ready for pages: encoded anew, in a few widths, without what they tell of people."""
