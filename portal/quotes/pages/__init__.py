"""Prices of suppliers, and what a unit really costs: values made ready for templates."""
