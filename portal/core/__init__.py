"""What every room stands on. It knows no other room."""
