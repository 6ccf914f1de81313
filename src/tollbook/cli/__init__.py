"""The command line: thin, no arithmetic."""
