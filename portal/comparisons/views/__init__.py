"""Suppliers side by side: its addresses."""
