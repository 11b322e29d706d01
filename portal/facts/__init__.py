"""The closed list of questions the checklists put to the records."""
