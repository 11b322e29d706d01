"""Questions put to suppliers, and their answers: values made ready for templates."""
