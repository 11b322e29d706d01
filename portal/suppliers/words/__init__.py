"""Suppliers, their people, documents and word of mouth: what codes are called."""
