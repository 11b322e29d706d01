"""A supplier merged into another, and what a leaving colleague had: rows and the verbs that change them."""
