"""A supplier merged into another, and what a leaving colleague had."""
