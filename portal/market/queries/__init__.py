"""The market: reads for a page as plain values."""
