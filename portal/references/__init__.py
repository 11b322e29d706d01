"""Sealed samples and reference orders."""
