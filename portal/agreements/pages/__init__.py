"""Agreements made ready for their pages: the list, one of them, its clauses, what can be copied."""
