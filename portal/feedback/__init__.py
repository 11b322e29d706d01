"""Testers outside the team, by link."""
