"""The first page, the menu, search: its addresses."""
