"""Sourcing Desk: find, vet and keep supply sources."""
