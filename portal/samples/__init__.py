"""Samples and their tests."""
