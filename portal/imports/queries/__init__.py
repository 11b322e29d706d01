"""Spreadsheets brought in: reads for a page as plain values."""
