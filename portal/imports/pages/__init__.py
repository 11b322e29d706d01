"""Spreadsheets brought in: values made ready for templates."""
