"""How long a paper still holds."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

NOTICES = (60, 30, 7, 0)  # days before the end on which it is worth saying


class Kind(StrEnum):
    licence = "licence"
    certificate = "certificate"
    authorisation = "authorisation"
    permit = "permit"
    other = "other"


class State(StrEnum):
    valid = "valid"
    ending = "ending"  # within the longest notice
    expired = "expired"
    undated = "undated"  # nobody wrote down when it ends: unknown, not valid for ever


def state(expires_on: date | None, today: date) -> State:
    """A paper holds through its last day."""
    if expires_on is None:
        return State.undated
    left = (expires_on - today).days
    if left < 0:
        return State.expired
    return State.ending if left <= NOTICES[0] else State.valid
