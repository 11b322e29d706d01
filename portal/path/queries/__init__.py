"""What pages show of paths, as plain values."""
