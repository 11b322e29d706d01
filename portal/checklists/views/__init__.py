"""Checklists a team fills together: its addresses."""
