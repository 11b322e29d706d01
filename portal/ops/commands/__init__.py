"""What `portal` does, a file per kind of work. Each command takes the settings and its arguments."""
