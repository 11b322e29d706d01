"""The web application under all rooms."""
