"""Limits, rates, categories and businesses of the team: values made ready for templates."""
