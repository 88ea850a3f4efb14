"""The files of `docs/`: which there are, what each may be, and the front matter of entries."""
