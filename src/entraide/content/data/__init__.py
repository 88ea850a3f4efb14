"""The files of `data/`, one module for each, and what they share: `files` and `rows`."""
