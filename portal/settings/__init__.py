"""Limits, rates, categories and businesses of the team."""
