"""What building and reading a site costs, beside plain MkDocs: `make bench` (see `__main__`)."""
