"""What holds of every product."""

from __future__ import annotations

A_BEGINNING = 100  # units, where nobody said how many are sold in a month
