"""What is asked for a product, by everybody who quotes it."""
