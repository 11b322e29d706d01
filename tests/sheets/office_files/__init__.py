"""Tables as other programs write them, and how they were made."""
