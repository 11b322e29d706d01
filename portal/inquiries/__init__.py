"""Questions put to suppliers, and their answers."""
