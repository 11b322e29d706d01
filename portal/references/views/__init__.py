"""Sealed samples and reference orders: its addresses."""
