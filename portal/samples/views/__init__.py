"""Samples and their tests: its addresses."""
