"""The body of a request, read before a worker is taken, in good time or not at all."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Awaitable, Callable, MutableMapping
from tempfile import SpooledTemporaryFile
from time import monotonic
from typing import Any

from portal.ops.front import pace

IN_MEMORY = 64 * 1024  # the rest of a body waits in a file that has no name
SECONDS_TO_STOP = 3  # for bodies that are on their way when the server stops
LOOK_AGAIN = 0.5

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]


class ClientGone(Exception):
    """The client went away."""


class Arrival:
    """One body on its way."""

    def __init__(self, receive: Receive, address: str, largest: int, places: pace.Places) -> None:
        self.receive, self.address, self.largest, self.places = receive, address, largest, places
        self.content = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 (closed by whoever hands it on)
        self.length = 0
        self.has_place = False

    async def read(self, stopping: asyncio.Event) -> int:
        """Read it to its end; answers the status with which it is refused, 0 for none. Raises ClientGone."""
        message = asyncio.ensure_future(self.receive())
        try:
            begun, in_all = monotonic(), pace.seconds_in_all(self.largest)
            stop_at = float("inf")
            while True:
                left = begun + pace.seconds_until(self.length, in_all) - monotonic()
                await asyncio.wait({message}, timeout=max(0, min(left, LOOK_AGAIN)))
                if stopping.is_set():
                    stop_at = min(stop_at, monotonic() + SECONDS_TO_STOP)
                if message.done():
                    part = message.result()
                    if refusal := self.keep(part):
                        return refusal
                    if not part.get("more_body"):
                        return 0
                    message = asyncio.ensure_future(self.receive())
                elif left <= 0:
                    return 408
                if monotonic() > stop_at:
                    return 503
                if self.is_slow(monotonic() - begun) and (refusal := self.place_refused()):
                    return refusal
        finally:
            message.cancel()
            if self.has_place:
                self.places.leave(self.address)

    def keep(self, part: Message) -> int:
        if part["type"] != "http.request":
            raise ClientGone
        self.length += len(part.get("body", b""))
        if self.length > self.largest:
            return 413
        try:
            self.content.write(part.get("body", b""))
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            return 507
        return 0

    def is_slow(self, seconds: float) -> bool:
        return not self.has_place and (seconds > pace.SECONDS_WITHOUT_PLACE or self.length > pace.BYTES_WITHOUT_PLACE)

    def place_refused(self) -> int:
        if refusal := self.places.refusal(self.address):
            return refusal
        self.places.take(self.address)
        self.has_place = True
        return 0
