"""What the team sells, and who supplies it: reads for a page as plain values."""
