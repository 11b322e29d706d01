"""The trail of changes, in words."""
