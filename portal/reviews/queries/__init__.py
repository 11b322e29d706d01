"""What the review pages read."""
