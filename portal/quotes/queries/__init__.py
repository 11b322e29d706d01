"""Quotes as a page and as a list read them."""
