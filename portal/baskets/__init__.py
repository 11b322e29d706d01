"""Several products against several suppliers: from whom to buy what, and what that comes to."""
