"""Signs of life: what is at work says so every other second, and how far it is. Who is silent for long was stopped."""

from __future__ import annotations

import logging
from datetime import datetime
from threading import Event, Thread
from types import TracebackType
from typing import Any, NamedTuple, Self

from portal.jobs.engine import FAULTS, Engine, Unreachable
from portal.web import logs
from portal.web.clock import now

EVERY, SILENT = 2.0, 20.0  # seconds


class Sign(NamedTuple):
    """The last sign of some work: when it came, and what was done by then."""

    at: float
    done: dict[str, int]


class Pulse:
    """The signs of one piece of work, which others know by its token; they end with the block."""

    def __init__(self, engine: Engine, token: str) -> None:
        self.engine, self.token = engine, token
        self.done: dict[str, int] = {}
        self.over = Event()
        self.beating = Thread(target=self.beat, name=f"pulse {token}", daemon=True)

    def __enter__(self) -> Self:
        self.give()
        self.beating.start()
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.over.set()
        self.beating.join()
        try:
            self.engine.queue.delete(self.token)
        except FAULTS as error:
            self.lost(error)

    def beat(self) -> None:
        while not self.over.wait(EVERY):
            self.give()

    def tell(self, **done: int) -> None:
        self.done = {**self.done, **done}
        self.give()

    def give(self) -> None:
        """Work goes on where the queue does not answer: whether it counts is decided by its row."""
        try:
            self.engine.queue.put(self.token, tuple(Sign(now().timestamp(), self.done)))
        except FAULTS as error:
            self.lost(error)

    def lost(self, error: Exception) -> None:
        logs.write("jobs unreachable", logging.WARNING, token=self.token, error=repr(error))


def last_sign(engine: Engine, token: str) -> Sign | None:
    """Raises Unreachable: then nobody knows."""
    try:
        entry: Any = engine.queue.get(token, peek=True)
    except FAULTS as error:
        raise Unreachable(f"the queue of jobs does not answer: {error}") from None
    return Sign(*entry) if entry else None


def silent(engine: Engine, token: str, since: datetime, at: datetime) -> bool:
    """Whether work that began at `since` was stopped: it gave no sign for long."""
    try:
        sign = last_sign(engine, token)
    except Unreachable:
        return False
    return at.timestamp() - max(since.timestamp(), sign.at if sign else 0.0) > SILENT
