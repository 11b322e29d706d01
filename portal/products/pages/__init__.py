"""What the team sells, and who supplies it: values made ready for templates."""
