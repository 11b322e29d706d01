"""Who works on an instance: many at a time, or one alone while it is being replaced.

SQLite itself holds the lock, so a crash frees it; through the driver Peewee uses, since two copies of SQLite in
one process cancel each other's file locks.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import peewee

from portal.ops.refusal import Refusal

driver: Any = peewee.sqlite3  # type: ignore[attr-defined]
NAME = "portal.lock"


class InUse(Refusal):
    pass


def join(folder: Path, seconds: float = 5) -> Any:
    """Work on the instance beside others, until the answer is closed or the process ends."""
    lock = driver.connect(str(folder / NAME), timeout=seconds, isolation_level=None, check_same_thread=False)
    try:
        lock.execute("BEGIN")
        lock.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except driver.OperationalError:
        lock.close()
        raise InUse(f"{folder} is being restored: try again in a minute") from None
    return lock


@contextmanager
def alone(folder: Path, seconds: float = 1, name: str = NAME) -> Iterator[None]:
    lock = driver.connect(str(folder / name), timeout=seconds, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
        yield
    except driver.OperationalError:
        raise InUse(f"{folder} is in use: stop the portal first") from None
    finally:
        lock.close()
