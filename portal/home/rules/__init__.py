"""What the first page says of the records: rules of facts."""
