"""Prices of suppliers, and what a unit really costs: shape and range of what is typed."""
