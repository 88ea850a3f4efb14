"""The `entraide` command: one module a command, which parses arguments and calls the package."""
