"""Benchmarks: what building and reading a site costs, beside plain MkDocs (`make bench`)."""
