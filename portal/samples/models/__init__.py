"""Samples and their tests: rows and the verbs that change them."""
