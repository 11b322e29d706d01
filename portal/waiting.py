"""Files that wait to be imported: under random names in a folder of their own, gone once they are done with."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app

from portal.domain.tables import BadTable
from portal.uploads import write

STATE, LOCK = ".state", ".lock"  # how far an import is, and that a person has one at work: portal.carrying
JUST_SENT = timedelta(hours=1)  # a file stands here before its row is committed


def folder() -> Path:
    return Path(current_app.config["IMPORT_DIR"])


def keep(content: bytes) -> str:
    """The name under which it waits."""
    folder().mkdir(mode=0o700, parents=True, exist_ok=True)
    stored = secrets.token_hex(16)
    write(folder() / stored, content)
    return stored


def read(stored: str) -> bytes:
    """Raises BadTable when it does not wait any more: a restore brings rows back, not what waited."""
    try:
        return (folder() / stored).read_bytes()
    except OSError:
        raise BadTable("gone") from None


def forget(stored: str) -> None:
    for name in (stored, f"{stored}{STATE}"):
        (folder() / name).unlink(missing_ok=True)


def tidy(place: Path, waiting: set[str], at: datetime) -> None:
    """Take away what no row names any more."""
    for path in place.iterdir() if place.is_dir() else ():
        if path.stem not in waiting and path.suffix != LOCK and path.stat().st_mtime < (at - JUST_SENT).timestamp():
            path.unlink(missing_ok=True)
