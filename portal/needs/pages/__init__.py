"""What the team looks for, and who could supply it: values made ready for templates."""
