"""How long a paper still holds, and when it is worth saying."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from enum import StrEnum

NOTICES = (60, 30, 7, 0)  # days before the end on which it is worth saying; 0: the last day, and after it
SHOUT = 30  # days after the end for which it is work to be done; afterwards it is only a mark


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


def state(expires_on: date | None, today: date) -> DocumentState:
    """A paper holds through its last day."""
    if expires_on is None:
        return DocumentState.undated
    left = (expires_on - today).days
    if left < 0:
        return DocumentState.expired
    return DocumentState.ending if left <= NOTICES[0] else DocumentState.valid


def notice(expires_on: date | None, today: date) -> int | None:
    """The last notice that has come: 60, 30, 7 or 0 days; None before the first, and for a paper without an end."""
    if expires_on is None:
        return None
    left = (expires_on - today).days
    return min((days for days in NOTICES if left <= days), default=None)


def alarming(today: date) -> tuple[date, date]:
    """The first and last end of papers that are work today: those ended at most SHOUT days ago, and those that end
    within the longest notice."""
    return today - timedelta(days=SHOUT), today + timedelta(days=NOTICES[0])


def quiet(expires_on: date | None, today: date) -> bool:
    """Whether it ended so long ago that it is only a mark."""
    return expires_on is not None and expires_on < alarming(today)[0]


def holds(kind: str, expires_on: date | None, today: date) -> bool | None:
    """Whether a paper is in date; None: nobody wrote down when it ends, and one of its kind does."""
    if expires_on is None:
        return True if kind in ENDLESS else None
    return expires_on >= today


def best(standings: Iterable[bool | None]) -> bool | None:
    """What several papers for one purpose say together: one in date is enough, one that may be leaves it open."""
    answers = set(standings)
    return True if True in answers else None if None in answers else False
