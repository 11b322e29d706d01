"""Limits on guessing, in one table: they survive a restart and hold across processes and parallel tries."""

from __future__ import annotations

import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any

from portal.core.models.record import db
from portal.core.models.users import Attempt

# key prefix -> (window, most tries in any window of that length)
LIMITS: dict[str, tuple[tuple[timedelta, int], ...]] = {
    "account": ((timedelta(minutes=5), 10), (timedelta(days=1), 50)),  # from one address
    # Of all addresses together an account is only slowed down: nobody locks a person out for a day.
    "crowd": ((timedelta(minutes=5), 30),),
    "device": ((timedelta(minutes=5), 10), (timedelta(days=1), 50)),  # a browser the person signed in with before
    "proof": ((timedelta(minutes=5), 10),),  # the own password, asked for again
    "address": ((timedelta(minutes=5), 100),),
    # Tries of outside testers: many of them may share an address, so their cards are counted and not they together.
    "card": ((timedelta(hours=1), 10),),
    "link": ((timedelta(hours=1), 100),),
    "feedback": ((timedelta(hours=1), 100),),  # by address
}
SLICES = 10  # a window is counted in so many parts, so that tries around a full hour cannot be doubled


class Full(Exception):
    def __init__(self, wait: int) -> None:
        super().__init__(f"wait {wait} seconds")
        self.wait = wait


def folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()


def take(kind: str, name: str, at: datetime) -> int | None:
    """Count one try. None when it may go on, else the seconds to wait; a try that is turned away does not count."""
    try:
        with db.atomic():
            for window, most in LIMITS[kind]:
                count(keyed(kind, name), window, most, at)
    except Full as full:
        return full.wait
    return None


def count(key: str, window: timedelta, most: int, at: datetime) -> None:
    """The upsert holds its row until the end of the transaction: parallel tries queue, and each sees those before."""
    part = window / SLICES
    number = int(at.timestamp() // part.total_seconds())
    ends = datetime.fromtimestamp((number + 1) * part.total_seconds(), UTC)
    Attempt.delete().where(Attempt.expires_at < at).execute()
    row = {"key": key, "window": f"{span(window)}{number}", "count": 1, "expires_at": ends + window}
    counted = {Attempt.count: Attempt.count + 1}
    Attempt.insert(row).on_conflict(conflict_target=(Attempt.key, Attempt.window), update=counted).execute()
    tries = within(key, window, at)
    if sum(number for number, _ends in tries) > most:
        raise Full(int((tries[0][1] - at).total_seconds()) + 1)


def within(key: str, window: timedelta, at: datetime) -> list[Any]:
    """Tries and when they cease to count, oldest first."""
    mine = (Attempt.key == key) & Attempt.window.startswith(span(window)) & (Attempt.expires_at >= at)
    return list(Attempt.select(Attempt.count, Attempt.expires_at).where(mine).order_by(Attempt.expires_at).tuples())


def span(window: timedelta) -> str:
    return f"{window.total_seconds():.0f}@"


def keyed(kind: str, name: str) -> str:
    return f"{kind}:{folded(name)}".replace("\x00", "")[:200]


def left(kind: str, name: str, at: datetime) -> int:
    """How many more tries would be looked at."""
    key = keyed(kind, name)
    return min(most - sum(number for number, _ends in within(key, window, at)) for window, most in LIMITS[kind])


def forgive(name: str, kind: str = "account") -> None:
    """A right password clears the account's count, not the address's."""
    Attempt.delete().where(Attempt.key == keyed(kind, name)).execute()
