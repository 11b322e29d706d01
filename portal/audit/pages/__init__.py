"""The trail of changes, in words: values made ready for templates."""
