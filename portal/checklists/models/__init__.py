"""Checklists a team fills together: rows and the verbs that change them."""
