"""The way of a supplier through its steps and gates."""
