"""What a colleague was asked to do, and by when."""
