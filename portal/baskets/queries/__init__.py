"""Baskets: reads for a page as plain values."""
