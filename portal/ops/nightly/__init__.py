"""What the portal does at night by itself: a backup, and what is kept of them."""
