"""Suppliers looked at again on a rhythm."""
