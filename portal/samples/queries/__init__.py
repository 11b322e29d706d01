"""Samples and their tests: reads for a page as plain values."""
