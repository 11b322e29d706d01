"""Questions put to suppliers, and their answers: its addresses."""
