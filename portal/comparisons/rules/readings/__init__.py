"""What is read from a whole comparison, beside who is ahead."""
