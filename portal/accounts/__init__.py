"""People, their passwords, sessions and sign-in."""
