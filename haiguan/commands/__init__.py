"""One module a subcommand.  What is slow to import is imported when the command runs, not for --help."""
