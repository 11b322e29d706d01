"""How long a paper still holds, and when it is worth saying."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Self

from portal.core.rules.thresholds import Lookup

LAST_NOTICES = (7, 0)  # days before the end; 0: the last day, and after it


@dataclass(frozen=True)
class PaperNotices:
    """When a paper is named: `first` and `again` days before its end, and for `after` days as work once it ended.
    Afterwards it is only a mark."""

    first: int = 60
    again: int = 30
    after: int = 30

    @classmethod
    def of(cls, lookup: Lookup) -> Self:
        keys = "notice.papers_days", "notice.papers_again_days", "notice.papers_after_days"
        return cls(*(int(lookup(key)) for key in keys))

    @property
    def days(self) -> tuple[int, ...]:
        """Falling."""
        return (self.first, *(days for days in (self.again, *LAST_NOTICES) if days < self.first))


SHIPPED = PaperNotices()


class DocumentKind(StrEnum):
    licence = "licence"
    certificate = "certificate"
    authorisation = "authorisation"
    permit = "permit"
    source_evidence = "source_evidence"  # where codes come from
    visit_record = "visit_record"  # the plant or warehouse was seen
    other = "other"


ENDLESS = frozenset({DocumentKind.licence, DocumentKind.visit_record})  # kinds that hold without an end written on them


class DocumentState(StrEnum):
    valid = "valid"
    ending = "ending"  # within the longest notice
    expired = "expired"
    undated = "undated"  # nobody wrote down when it ends: unknown, not valid for ever


def state(expires_on: date | None, today: date, notices: PaperNotices = SHIPPED) -> DocumentState:
    """A paper holds through its last day."""
    if expires_on is None:
        return DocumentState.undated
    left = (expires_on - today).days
    if left < 0:
        return DocumentState.expired
    return DocumentState.ending if left <= notices.first else DocumentState.valid


def notice(expires_on: date | None, today: date, notices: PaperNotices = SHIPPED) -> int | None:
    """The last notice that has come, in days before the end; None before the first, and for a paper without an end."""
    if expires_on is None:
        return None
    left = (expires_on - today).days
    return min((days for days in notices.days if left <= days), default=None)


def alarming(today: date, notices: PaperNotices = SHIPPED) -> tuple[date, date]:
    """The first and last end of papers that are work today: ended lately, or ending within the first notice."""
    return today - timedelta(days=notices.after), today + timedelta(days=notices.first)


def quiet(expires_on: date | None, today: date, notices: PaperNotices = SHIPPED) -> bool:
    """Whether it ended so long ago that it is only a mark."""
    return expires_on is not None and expires_on < alarming(today, notices)[0]


def holds(kind: str, expires_on: date | None, today: date) -> bool | None:
    """Whether a paper is in date; None: nobody wrote down when it ends, and one of its kind does."""
    if expires_on is None:
        return True if kind in ENDLESS else None
    return expires_on >= today


def best(standings: Iterable[bool | None]) -> bool | None:
    """What several papers for one purpose say together: one in date is enough, one that may be leaves it open."""
    answers = set(standings)
    return True if True in answers else None if None in answers else False
