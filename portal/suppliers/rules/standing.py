"""A supplier's standing: its tags, the figures its papers and years give, and what others say of it.

A figure is None where the record does not say.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple
from unicodedata import east_asian_width

from portal.suppliers.rules.documents import best, holds

MOST_TAGS, LONGEST_TAG = 12, 40  # of a supplier; characters of a tag
# A platform's own pages do not count, and nobody knows whether an "other" source is independent.
INDEPENDENT = frozenset({"forum", "social", "peer", "news", "court"})
LEAST_REASON = 5  # letters; a Chinese character says as much as several


class NotSerious(Exception):
    """A note that is not serious has nothing to answer."""


class NoteMatter(StrEnum):
    """What makes a note serious."""

    court = "court"
    fraud = "fraud"
    sanction = "sanction"


class Heard(NamedTuple):
    kind: str  # of source
    tone: str
    on: date
    linked: bool = True  # its address is written down
    matter: str = ""  # what makes it serious
    answered: bool = False  # somebody said why it goes on although this was said


@dataclass(frozen=True)
class Talk:
    channels: int  # independent kinds of source
    notes: int
    negative: int
    newest: date | None
    positive: int
    serious: int  # of a court, fraud or a sanction, whenever
    unlinked: int  # independent and in time, but nobody wrote down where: they count for nothing

    @property
    def mostly_bad(self) -> bool:
        """More is said against it than for it."""
        return self.negative > self.positive

    def channels_towards(self, enough: Decimal | int | None) -> int:
        """How many kinds of source count towards `enough`: with more bad than good they stay one short of it."""
        if not self.mostly_bad or enough is None:
            return self.channels
        return max(min(self.channels, math.ceil(enough) - 1), 0)


def is_reason(text: str) -> bool:
    """Whether a text can say why: at least a few letters, whatever signs and spaces stand between them."""
    letters = [letter for letter in text if letter.isalnum()]
    return sum(3 if east_asian_width(letter) in "WF" else 1 for letter in letters) >= LEAST_REASON


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


def talk(heard: Iterable[Heard], today: date, max_age_days: int) -> Talk:
    """What independent sources said within so many days, where somebody wrote down the address."""
    since, notes = today - timedelta(days=max_age_days), list(heard)
    outside = [note for note in notes if note.kind in INDEPENDENT and since <= note.on <= today]
    counted = [note for note in outside if note.linked]
    return Talk(
        channels=len({note.kind for note in counted}),
        notes=len(counted),
        negative=sum(note.tone == "bad" for note in counted),
        newest=max((note.on for note in counted), default=None),
        positive=sum(note.tone == "good" for note in counted),
        serious=sum(bool(note.matter) for note in notes),
        unlinked=len(outside) - len(counted),
    )
