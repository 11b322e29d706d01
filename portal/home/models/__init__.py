"""What people said of the first page: the steps they put off."""
