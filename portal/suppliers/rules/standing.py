"""A supplier's standing: its tags, and the figures its papers and years give; None where the record does not say."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
from decimal import Decimal

from portal.suppliers.rules.documents import best, holds

MOST_TAGS, LONGEST_TAG = 12, 40  # of a supplier; characters of a tag


def papers_share(needed: Collection[str], held: Iterable[tuple[str, date | None]], today: date) -> Decimal | None:
    """The share of the kinds of paper needed that are in date today, 0 to 1.

    None where none is needed, where none was filed at all, and where nobody wrote down until when one holds.
    """
    filed, kinds = list(held), set(needed)
    if not kinds or not filed:
        return None
    alive = [best(holds(kind, until, today) for other, until in filed if other == kind) for kind in kinds]
    return None if None in alive else Decimal(alive.count(True)) / len(kinds)


def years_in_business(since_year: int | None, since_month: int | None, today: date) -> Decimal | None:
    """Years since the business began, in whole months and 0 at least; without a month from the end of that year."""
    if since_year is None:
        return None
    months = today.year * 12 + today.month - (since_year * 12 + (since_month or 12))
    return Decimal(max(months, 0)) / 12
