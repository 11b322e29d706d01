"""Suppliers, their people, documents and word of mouth: shape and range of what is typed."""
