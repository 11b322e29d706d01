"""People, their passwords, sessions and sign-in: shape and range of what is typed."""
