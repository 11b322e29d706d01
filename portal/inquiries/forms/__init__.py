"""Questions put to suppliers, and their answers: shape and range of what is typed."""
