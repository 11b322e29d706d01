"""Suppliers side by side: reads for a page as plain values."""
