"""Baskets: values made ready for templates."""
