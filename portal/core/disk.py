"""Whether something could not be written because the disk takes nothing more: it is full, over quota or read-only."""

from __future__ import annotations

import errno
from collections.abc import Iterator

NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS}
SQLITE = ("database or disk is full", "disk i/o error", "attempt to write a readonly database")
POSTGRES = {"53100", "58030"}  # disk_full, io_error
MB = 1024 * 1024
LITTLE, LITTLE_PART = 500 * MB, 0.1
NO_TEMPORARY = "No usable temporary directory"


def is_full(error: BaseException) -> bool:
    """Also where a rollback in vain hides it: what SQLite could not write it has taken back already."""
    return any(tells(fault) for fault in causes(error))


def is_low(free: int, total: int) -> bool:
    """Whether whoever runs the portal should make room; bytes."""
    return free < LITTLE or free < total * LITTLE_PART


def causes(error: BaseException) -> Iterator[BaseException]:
    at: BaseException | None = error
    while at is not None:
        yield at
        at = at.__cause__ or at.__context__


def tells(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in NO_ROOM or NO_TEMPORARY in str(error)
    if getattr(error, "sqlstate", None) in POSTGRES:
        return True
    text = str(error).lower()
    return type(error).__name__ == "OperationalError" and any(words in text for words in SQLITE)
