"""Files to model and back: settings, front matter, reader, writer, catalogs, checks. No MkDocs."""
