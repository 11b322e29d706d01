"""What a comparison says of its offers, and what is held against them."""
