"""Sealed samples and reference orders: values made ready for templates."""
