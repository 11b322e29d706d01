"""Own tests: their addresses."""
