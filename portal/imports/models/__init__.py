"""Spreadsheets brought in: rows and the verbs that change them."""
