"""Checklists a team fills together."""
