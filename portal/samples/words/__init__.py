"""Samples and their tests: what codes are called."""
