"""Questions put to suppliers, and their answers: reads for a page as plain values."""
