"""What somebody typed when the form could not be taken: kept for the person, and the form opened again with it."""
