"""Codes of digital samples: tested, counted, never kept."""
