"""Commands, checks, backup and the server."""
