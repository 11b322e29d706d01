"""What the team sells, and who supplies it."""
