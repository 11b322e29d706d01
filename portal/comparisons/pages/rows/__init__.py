"""The rows of a comparison table and their cells."""
