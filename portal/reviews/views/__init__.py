"""Reviews: the addresses."""
