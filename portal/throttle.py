"""Limits on guessing, in one table: they survive a restart and hold across processes and parallel tries."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta

from portal.models import Attempt, db

# key prefix -> (window, most tries in it)
LIMITS: dict[str, tuple[tuple[timedelta, int], ...]] = {
    "account": ((timedelta(minutes=5), 10), (timedelta(days=1), 50)),
    "address": ((timedelta(minutes=5), 100),),
}


def folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold().strip()


def take(kind: str, name: str, at: datetime) -> int | None:
    """Count one try. None when it may go on, else the seconds to wait."""
    wait = 0
    with db.atomic():
        Attempt.delete().where(Attempt.expires_at < at).execute()
        for window, most in LIMITS[kind]:
            start = datetime.fromtimestamp(at.timestamp() // window.total_seconds() * window.total_seconds(), at.tzinfo)
            ends = start + window
            row = dict(key=f"{kind}:{folded(name)}"[:200], window=f"{window.total_seconds():.0f}@{start:%d%H%M}")
            [counted] = (
                Attempt.insert(**row, count=1, expires_at=ends)
                .on_conflict(conflict_target=(Attempt.key, Attempt.window), update={Attempt.count: Attempt.count + 1})
                .returning(Attempt)
                .execute()
            )
            if counted.count > most:
                wait = max(wait, int((ends - at).total_seconds()) + 1)
    return wait or None


def forgive(name: str) -> None:
    """A right password clears the account's count, not the address's."""
    Attempt.delete().where(Attempt.key == f"account:{folded(name)}"[:200]).execute()
