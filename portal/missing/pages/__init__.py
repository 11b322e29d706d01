"""What a comparison lacks: where it belongs, and asking for it."""
