"""The first page, the menu, search: reads for a page as plain values."""
