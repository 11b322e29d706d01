"""The ticked records of each noun: read, judged, written and taken back."""
