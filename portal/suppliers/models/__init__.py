"""Suppliers, their people, documents and word of mouth: rows and the verbs that change them."""
