"""Limits, rates, categories and businesses of the team: rows and the verbs that change them."""
