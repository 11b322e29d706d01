"""What the team looks for, and who could supply it."""
