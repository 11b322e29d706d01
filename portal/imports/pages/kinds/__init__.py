"""The kinds of record that a spreadsheet may hold: how cells become values."""
