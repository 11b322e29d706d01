"""What a review of a supplier can say."""

from __future__ import annotations

from enum import StrEnum

LOWEST, HIGHEST = 1, 5
ASPECTS = ("quality", "delivery", "price", "service")  # each 1 to 5, or not judged


class ReviewOutcome(StrEnum):
    passed = "passed"
    watch = "watch"  # goes on, with something to mend
    act = "act"  # must change before the next order
