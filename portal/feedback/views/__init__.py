"""Testers outside the team, by link: its addresses."""
