"""One module a system: `detect_source` and `read_source`, as `source_readers` describes them."""
