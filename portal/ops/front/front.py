"""What stands between the server and the application: ASGI outside, WSGI inside.

Bodies are read and answers are sent by one event loop, which waits for anybody; a worker begins when the whole request
is here, and is free again when its answer is made.
"""

from __future__ import annotations

import asyncio
import io
import signal
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import IO, Any

from portal.ops.front import gateway, pace
from portal.ops.front.arrival import Arrival, ClientGone, Message, Receive
from portal.ops.front.pace import Places

PART = 64 * 1024  # of a large answer
SECONDS_TO_TAKE_A_PART = 30  # who reads slower than that is left

Send = Callable[[Message], Awaitable[None]]


class Front:
    def __init__(self, application: Callable[..., Iterable[bytes]], threads: int, largest: int, hops: int) -> None:
        self.application, self.largest, self.hops = application, largest, hops
        self.workers = ThreadPoolExecutor(threads, thread_name_prefix="request")
        self.places = Places()
        self.stopping = asyncio.Event()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.live(receive, send)
        elif scope["type"] == "http":
            await self.serve(scope, receive, send)

    async def live(self, receive: Receive, send: Send) -> None:
        while True:
            event = (await receive())["type"]
            if event == "lifespan.startup":
                self.notice_the_stop()
            await send({"type": f"{event}.complete"})
            if event == "lifespan.shutdown":
                return

    def notice_the_stop(self) -> None:
        """The server says that it stops only when every request is answered; bodies must hurry before that."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGINT, signal.SIGTERM):
            before = signal.getsignal(number)

            def stop(signum: int, frame: Any, before: Any = before) -> None:
                loop.call_soon_threadsafe(self.stopping.set)
                if callable(before):
                    before(signum, frame)

            signal.signal(number, stop)

    async def serve(self, scope: Message, receive: Receive, send: Send) -> None:
        try:
            content, length, refused = await self.arrived(scope, receive)
        except ClientGone:
            return
        with content:
            environ = gateway.environ(scope, content, length, refused)
            work = partial(gateway.answer, self.application, environ)
            answer = await asyncio.get_running_loop().run_in_executor(self.workers, work)
        await self.send(answer, send, closing=bool(refused))

    async def arrived(self, scope: Message, receive: Receive) -> tuple[IO[bytes], int, int]:
        """The body, its length, and the status with which it is refused, 0 for none. Raises ClientGone."""
        headers = dict(scope["headers"])
        length = int(headers.get(b"content-length", 0))
        if length > self.largest * (1 if b"expect" in headers else pace.TIMES_TOO_LARGE):
            return io.BytesIO(), length, 413
        if not length and b"transfer-encoding" not in headers:
            return io.BytesIO(), 0, 0
        arrival = Arrival(receive, self.client(scope), self.largest, self.places)
        try:
            refused = await arrival.read(self.stopping)
        except BaseException:
            arrival.content.close()
            raise
        if refused:
            arrival.content.close()
            return io.BytesIO(), arrival.length, refused
        arrival.content.seek(0)
        return arrival.content, arrival.length, 0

    def client(self, scope: Message) -> str:
        """Whose request it is: as many proxies as there are say it in turn, the nearest last."""
        values = [value for name, value in scope["headers"] if name == b"x-forwarded-for"]
        forwarded = b",".join(values).decode("latin-1").split(",")
        return forwarded[-self.hops].strip() if values and 0 < self.hops <= len(forwarded) else scope["client"][0]

    async def send(self, answer: gateway.WholeAnswer, send: Send, closing: bool) -> None:
        headers = answer.headers + [(b"connection", b"close")] * closing
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        if isinstance(answer.content, bytes):
            await send({"type": "http.response.body", "body": answer.content})
            return
        with answer.content as file:
            more = True
            while more:
                part = await asyncio.to_thread(file.read, PART)
                more = bool(part)
                taken = send({"type": "http.response.body", "body": part, "more_body": more})
                try:
                    await asyncio.wait_for(taken, SECONDS_TO_TAKE_A_PART)
                except TimeoutError:
                    return
