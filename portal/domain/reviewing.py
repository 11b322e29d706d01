"""The rhythm of reviews, and what a review of a supplier can say."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from enum import StrEnum

LOWEST, HIGHEST = 1, 5
ASPECTS = ("quality", "delivery", "price", "service")  # each 1 to 5, or not judged


class Outcome(StrEnum):
    passed = "passed"
    watch = "watch"  # goes on, with something to mend
    act = "act"  # must change before the next order


def review_date(starts_on: date, anchor_day: int, every_months: int, step: int) -> date:
    """The step-th date of a rhythm that starts in the month of `starts_on` (step 0).

    Rule and anchor day, never "last date + n": an anchor day of 31 gives the last day of each shorter month
    and 31 again afterwards, however many steps are taken.
    """
    if not 1 <= anchor_day <= 31 or every_months < 1:
        raise ValueError("an anchor day is 1 to 31, a rhythm at least one month")
    years, month = divmod(starts_on.month - 1 + every_months * step, 12)
    year = starts_on.year + years
    return date(year, month + 1, min(anchor_day, monthrange(year, month + 1)[1]))


def next_review(starts_on: date, anchor_day: int, every_months: int, after: date) -> date:
    """The first date of the rhythm later than `after` (METHODS 5, cadence)."""
    months = (after.year - starts_on.year) * 12 + after.month - starts_on.month
    step = max(0, months // every_months)
    while (found := review_date(starts_on, anchor_day, every_months, step)) <= after:
        step += 1
    return found


def overall(scores: dict[str, int]) -> tuple[int, int] | None:
    """Sum of the aspects judged and how many there were; None when none was. Range 1..5 each; ValueError outside."""
    if any(not LOWEST <= value <= HIGHEST for value in scores.values()):
        raise ValueError("a score is 1 to 5")
    judged = [scores[aspect] for aspect in ASPECTS if aspect in scores]
    return (sum(judged), len(judged)) if judged else None
