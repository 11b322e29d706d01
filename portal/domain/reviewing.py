"""What a review of a supplier can say."""

from __future__ import annotations

from enum import StrEnum

LOWEST, HIGHEST = 1, 5
ASPECTS = ("quality", "delivery", "price", "service")  # each 1 to 5, or not judged


class Outcome(StrEnum):
    passed = "passed"
    watch = "watch"  # goes on, with something to mend
    act = "act"  # must change before the next order


def overall(scores: dict[str, int]) -> tuple[int, int] | None:
    """Sum of the aspects judged and how many there were; None when none was. Range 1..5 each; ValueError outside."""
    if any(not LOWEST <= value <= HIGHEST for value in scores.values()):
        raise ValueError("a score is 1 to 5")
    judged = [scores[aspect] for aspect in ASPECTS if aspect in scores]
    return (sum(judged), len(judged)) if judged else None
