"""Many records changed at once: what would become of each is said before, and one press takes all back."""
