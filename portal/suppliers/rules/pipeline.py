"""Where a supplier stands, and from where people may move it to where."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    candidate = "candidate"
    screening = "screening"
    contacted = "contacted"
    sampling = "sampling"
    negotiating = "negotiating"
    trial = "trial"
    active = "active"
    paused = "paused"
    retired = "retired"


S = Status
PATH = (S.candidate, S.screening, S.contacted, S.sampling, S.negotiating, S.trial, S.active)
IN_WORK = PATH[1:]  # people are looking at these, or buy from them
BUYING = (S.trial, S.active)  # goods are bought from these
WORKING = (S.sampling, S.negotiating, *BUYING)  # a price or a paper of theirs that runs out matters
# A supplier whose category is banned goes no further than being looked at.
HARMLESS = frozenset({S.candidate, S.screening, S.paused, S.retired})


class Banned(Exception):
    """A supplier past screening may not be put into a category that nobody here may buy: name and reason of each."""

    def __init__(self, categories: list[tuple[str, str]]) -> None:
        super().__init__(", ".join(name for name, _reason in categories))
        self.categories = categories


@dataclass(frozen=True)
class StatusMove:
    ok: bool
    fault: str | None = None  # same, not_allowed, banned, reason
    banned: tuple[str, ...] = ()  # names of the banned categories in the way


def moves(status: Status) -> tuple[Status, ...]:
    """Where a supplier may go from here: one step on, any step back, paused, retired; a pause ends anywhere on the
    path, a retired supplier starts again as a candidate."""
    if status is S.retired:
        return (S.candidate,)
    if status is S.paused:
        return (*PATH, S.retired)
    place = PATH.index(status)
    return (*PATH[place + 1 : place + 2], *reversed(PATH[:place]), S.paused, S.retired)


def needs_reason(status: Status, to: Status) -> bool:
    """Going on is its own reason; going back, pausing, retiring and coming back want one in words."""
    return not (status in PATH and to in PATH and PATH.index(to) > PATH.index(status))


def check(status: Status, to: Status, reason: str, banned: Collection[str]) -> StatusMove:
    """May the supplier move? `banned`: names of its categories that nobody here may buy."""
    if status is to:
        return StatusMove(False, "same")
    if to not in moves(status):
        return StatusMove(False, "not_allowed")
    if banned and to not in HARMLESS:
        return StatusMove(False, "banned", tuple(banned))
    if needs_reason(status, to) and not reason.strip():
        return StatusMove(False, "reason")
    return StatusMove(True)


def check_entry(status: Status, to: Status, reason: str, banned: Collection[str]) -> StatusMove:
    """May the supplier be put there at once, as one that people dealt with elsewhere before?

    The statuses between do not count. What people decided counts: a retired supplier starts again as a candidate, a
    banned category goes no further than being looked at, and going back, pausing and retiring want a reason.
    """
    if status is to:
        return StatusMove(False, "same")
    if status is S.retired and to is not S.candidate:
        return StatusMove(False, "not_allowed")
    if banned and to not in HARMLESS:
        return StatusMove(False, "banned", tuple(banned))
    if needs_reason(status, to) and not reason.strip():
        return StatusMove(False, "reason")
    return StatusMove(True)
