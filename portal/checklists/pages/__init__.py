"""Checklists a team fills together: values made ready for templates."""
