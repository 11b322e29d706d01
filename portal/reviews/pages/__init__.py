"""Reviews: values made ready for templates."""
