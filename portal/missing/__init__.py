"""What nobody knows yet that a comparison would use: where it belongs, and asking for it."""
