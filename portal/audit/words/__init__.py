"""The trail of changes, in words: what codes are called."""
