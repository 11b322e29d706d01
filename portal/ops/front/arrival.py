"""The body of a request, read before a worker is taken, in good time or not at all."""

from __future__ import annotations

import asyncio
import errno
from collections.abc import Awaitable, Callable, MutableMapping
from math import inf
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
        self.begun, self.stop_at = monotonic(), inf
        self.has_place = False

    async def read(self, stopping: asyncio.Event) -> int:
        """Read it to its end; answers the status with which it is refused, 0 for none. Raises ClientGone."""
        message = asyncio.ensure_future(self.receive())
        try:
            while not (refusal := self.refusal(stopping)):
                await asyncio.wait({message}, timeout=LOOK_AGAIN)
                if message.done():
                    part = message.result()
                    refusal = self.keep(part)
                    if refusal or not part.get("more_body"):
                        return refusal or (413 if self.length > self.largest else 0)
                    message = asyncio.ensure_future(self.receive())
            return refusal
        finally:
            message.cancel()
            if self.has_place:
                self.places.leave(self.address)

    def refusal(self, stopping: asyncio.Event) -> int:
        """The status with which it is refused, as late, as one too many or because the server stops; 0 for none."""
        seconds = monotonic() - self.begun
        if seconds > pace.seconds_until(self.length, pace.seconds_in_all(self.largest)):
            return 408
        if stopping.is_set():
            self.stop_at = min(self.stop_at, monotonic() + SECONDS_TO_STOP)
        if monotonic() > self.stop_at:
            return 503
        if self.has_place or (seconds <= pace.SECONDS_WITHOUT_PLACE and self.length <= pace.BYTES_WITHOUT_PLACE):
            return 0
        if refusal := self.places.refusal(self.address):
            return refusal
        self.places.take(self.address)
        self.has_place = True
        return 0

    def keep(self, part: Message) -> int:
        if part["type"] != "http.request":
            raise ClientGone
        self.length += len(part.get("body", b""))
        if self.length > self.largest:
            self.content.truncate(0)
            return 413 if self.length > self.largest * pace.TIMES_TOO_LARGE else 0
        try:
            self.content.write(part.get("body", b""))
        except OSError as error:
            if error.errno not in (errno.ENOSPC, errno.EDQUOT):
                raise
            return 507
        return 0
