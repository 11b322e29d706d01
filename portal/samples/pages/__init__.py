"""Samples and their tests: values made ready for templates."""
