"""The trail of changes, in words: reads for a page as plain values."""
