"""Whose turn it is to write: one thread of one process at a time, in the order they came.

SQLite lets one write at a time as well, but whoever waits there sleeps and tries again: who comes first is chance, and
of sixteen writers some waited for seconds. A crash gives the turn back, since the system holds the locks. The turn is
an order, no guard: where the files of the processes cannot be had, SQLite alone keeps them apart.
"""

from __future__ import annotations

import logging
import os
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock, local

from peewee import OperationalError

if os.name == "nt":
    import msvcrt

    def _locked(file: int) -> bool:
        try:
            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
else:
    import fcntl

    def _locked(file: int) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


PATIENCE = 10.0  # seconds: as long as SQLite itself waits
PAUSE = 0.001  # seconds between two looks at the lock of another process
NEXT, WRITER = "write-next.lock", "write.lock"
logger = logging.getLogger("portal")


class Turn:
    def __init__(self, folder: Path) -> None:
        self.queue, self.own = Queue(), OwnTurn()
        # Of several processes one stands next: who has just written cannot overtake it.
        self.next, self.writer = (str(folder / name) for name in (NEXT, WRITER))

    def take(self) -> None:
        """Raises OperationalError after `PATIENCE`, as SQLite does."""
        until = time.monotonic() + PATIENCE
        self.queue.join(until)
        self.own.taken = True
        try:
            with _lock(self.next, until):
                self.own.file = _wait(self.writer, until)
        except OSError as fault:  # another account made them, or the disk takes no file more
            logger.warning("no turn among processes: %s", fault)
        except BaseException:
            self.give()
            raise

    def give(self) -> None:
        """Nothing happens where this thread has no turn."""
        file, self.own.file = self.own.file, None
        if file is not None:
            os.close(file)
        if self.own.taken:
            self.own.taken = False
            self.queue.leave()


class OwnTurn(local):
    """What this thread holds."""

    taken = False
    file: int | None = None  # that other processes wait for


class Queue:
    """The threads of this process, in the order they came; a lock alone lets anybody overtake."""

    def __init__(self) -> None:
        self.door, self.taken, self.waiting = Lock(), False, deque[Lock]()

    def join(self, until: float) -> None:
        place = Lock()
        with self.door:
            if not self.taken:
                self.taken = True
                return
            place.acquire()
            self.waiting.append(place)
        if place.acquire(timeout=max(0.0, until - time.monotonic())):
            return
        with self.door:
            if place in self.waiting:
                self.waiting.remove(place)
                raise busy()
        # It was called up just as its patience ended.

    def leave(self) -> None:
        with self.door:
            if self.waiting:
                self.waiting.popleft().release()
            else:
                self.taken = False


@contextmanager
def _lock(path: str, until: float) -> Iterator[None]:
    file = _wait(path, until)
    try:
        yield
    finally:
        os.close(file)


def _wait(path: str, until: float) -> int:
    """The open file that holds the lock; closing it gives the lock back."""
    file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        while not _locked(file):
            if time.monotonic() > until:
                raise busy()
            time.sleep(PAUSE)
    except BaseException:
        os.close(file)
        raise
    return file


def busy() -> OperationalError:
    return OperationalError("database is locked")
