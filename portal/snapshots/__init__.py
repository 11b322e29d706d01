"""Comparisons kept as they stood, with the conclusion a person wrote."""
