"""People, their passwords, sessions and sign-in: values made ready for templates."""
