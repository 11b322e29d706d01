"""For how long what was typed is kept, and how much of it."""

from __future__ import annotations

from datetime import timedelta

KEPT = timedelta(hours=1)
LARGEST = 256 * 1024  # characters of all fields together; a form of more is not kept
MOST = 10  # of one person; the oldest go

Fields = list[tuple[str, str]]
