"""Word of mouth about a supplier: what counts, what is said for and against it, and what is serious."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

# A platform's own pages do not count, and nobody knows whether an "other" source is independent.
INDEPENDENT = frozenset({"forum", "social", "peer", "news", "court"})
JUDGING = frozenset({"court"})  # sources whose bad word is a judgement or a sanction


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
    positive: int = 0
    serious: int = 0  # of a court, fraud or a sanction, whenever
    unlinked: int = 0  # independent and in time, but nobody wrote down where: they count for nothing

    @property
    def mostly_bad(self) -> bool:
        """More is said against it than for it."""
        return self.negative > self.positive


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
        serious=sum(bool(note.matter) or (note.kind in JUDGING and note.tone == "bad") for note in notes),
        unlinked=len(outside) - len(counted),
    )
