"""The first page, search: values made ready for templates."""
