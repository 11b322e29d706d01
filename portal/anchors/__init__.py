"""What comparisons are scored by: anchors and weights of the team."""
