"""Rows of a path: gates that people passed, and suppliers that were taken over past gates."""
