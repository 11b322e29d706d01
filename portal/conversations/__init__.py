"""What was said with a supplier, and the next step."""
