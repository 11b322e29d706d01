"""Imports that are being carried out: one at a time of each person, how far each is, and how it ended.

It is kept in files beside the ones that wait: the database shows nothing of a transaction before its end, and
SQLite has one writer. Who holds the lock of a person is at work; SQLite itself holds it, so a crash frees it.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from portal.lock import driver
from portal.waiting import LOCK, STATE, folder

SECONDS_TO_START = 0.2  # somebody who only looks holds the lock for less


class End(StrEnum):
    changed = "changed"  # something changed since the person looked
    failed = "failed"
    interrupted = "interrupted"  # the server stopped


@dataclass(frozen=True)
class Progress:
    """Of an import: rows checked, then rows entered, of `total`; `end` once it ended with nothing written."""

    by: int
    name: str
    total: int
    checked: int = 0
    entered: int = 0
    end: str = ""


class Busy(Exception):
    """The person has another import at work: the name of its file."""


class Work:
    """An import under way, until it is closed."""

    def __init__(self, lock: Any, stored: str, progress: Progress) -> None:
        self.lock, self.stored, self.progress = lock, stored, progress

    def tell(self, **done: int) -> None:
        """How many rows are `checked`, or `entered`."""
        self.progress = replace(self.progress, **done)  # type: ignore[arg-type]
        note(self.stored, self.progress)

    def stop(self, end: End) -> None:
        """Nothing was written, and the page of the file says why."""
        self.progress = replace(self.progress, end=end)
        note(self.stored, self.progress)

    def close(self) -> None:
        self.lock.close()


def begin(stored: str, progress: Progress) -> Work:
    """Begin to carry out the import of this file. Raises Busy."""
    lock = locked(progress.by, SECONDS_TO_START)
    if lock is None:
        raise Busy(at_work(progress.by))
    work = Work(lock, stored, progress)
    bury(progress.by)
    work.tell()
    return work


def seen(stored: str) -> Progress | None:
    """How far the import of this file is; None where nobody ever began."""
    found = stored and read(folder() / f"{stored}{STATE}")
    if found and not found.end and not held(found.by):
        found = read(folder() / f"{stored}{STATE}")  # it may have ended between the two looks
        return replace(found, end=found.end or End.interrupted) if found else None
    return found or None


def at_work(person: int) -> str:
    """The name of the file whose import this person has at work; empty when there is none."""
    mine = (one for one in states().values() if one.by == person and not one.end)
    return next((one.name for one in mine if held(person)), "")


def under_way() -> set[str]:
    """The files whose imports are at work."""
    return {path.stem for path, one in states().items() if not one.end and held(one.by)}


def forget(stored: str) -> None:
    (folder() / f"{stored}{STATE}").unlink(missing_ok=True)


def bury(person: int) -> None:
    """What a stopped server left of this person's imports is at work no more."""
    for path, one in states().items():
        if one.by == person and not one.end:
            note(path.stem, replace(one, end=End.interrupted))


def states() -> dict[Path, Progress]:
    paths = folder().glob(f"*{STATE}")
    return {path: found for path in paths if (found := read(path))}


def read(path: Path) -> Progress | None:
    try:
        return Progress(**json.loads(path.read_text(encoding="utf-8")))
    except OSError:
        return None


def note(stored: str, progress: Progress) -> None:
    path = folder() / f"{stored}{STATE}"
    part = path.with_suffix(".part")
    part.write_text(json.dumps(asdict(progress)), encoding="utf-8")
    part.replace(path)


def held(person: int) -> bool:
    lock = locked(person, 0)
    if lock is not None:
        lock.close()
    return lock is None


def locked(person: int, seconds: float) -> Any:
    """The lock of a person, until it is closed; None when it is held already."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    path = folder() / f"{person}{LOCK}"
    lock = driver.connect(str(path), timeout=seconds, isolation_level=None, check_same_thread=False)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except driver.OperationalError:
        lock.close()
        return None
    return lock
