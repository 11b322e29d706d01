"""Questions put to suppliers, and their answers: rows and the verbs that change them."""
