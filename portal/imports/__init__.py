"""Spreadsheets brought in."""
