"""Suppliers, their people, documents and word of mouth: reads for a page as plain values."""
