"""The `entraide` command: one command a file, each a thin door to the package."""
