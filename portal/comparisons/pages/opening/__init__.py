"""How a comparison is opened: of what, for how many, between whom."""
