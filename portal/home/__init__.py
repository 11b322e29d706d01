"""The first page, the menu, search."""
