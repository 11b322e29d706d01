"""Suppliers, their people, documents and word of mouth: values made ready for templates."""
