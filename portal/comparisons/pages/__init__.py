"""Suppliers side by side: values made ready for templates."""
