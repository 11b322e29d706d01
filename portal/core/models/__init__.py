"""What every room stands on. It knows no other room: rows and the verbs that change them."""
