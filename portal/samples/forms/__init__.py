"""Samples and their tests: shape and range of what is typed."""
