"""Tests the team thought of itself: of one sample, and as the template of a category."""
