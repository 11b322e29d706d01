"""HTTP as bytes: requests that no library sends, and servers of their own to send them to."""

from __future__ import annotations

import os
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

HEAD = "POST /login HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n{more}\r\n"


class Server:
    def __init__(self, port: int, process: subprocess.Popen[bytes], trust: ssl.SSLContext | None = None) -> None:
        self.port, self.process, self.trust = port, process, trust
        self.scheme = "https" if trust else "http"

    def page(self, path: str = "/login", seconds: float = 10) -> bytes:
        try:
            address = f"{self.scheme}://127.0.0.1:{self.port}{path}"
            with urlopen(address, timeout=seconds, context=self.trust) as answer:
                return bytes(answer.read())
        except HTTPError as refused:
            return refused.read()

    def seconds_of_pages(self, number: int) -> list[float]:
        """How long each of so many pages took, the quickest first."""
        taken = []
        for _ in range(number):
            begun = time.monotonic()
            self.page()
            taken.append(time.monotonic() - begun)
        return sorted(taken)

    def sent(self, text: bytes) -> socket.socket:
        """A connection of its own on which this was sent."""
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        connection.sendall(text)
        return connection

    def post(self, more: str, body: bytes = b"") -> socket.socket:
        """A request to sign in as it begins; `more` are further headers."""
        return self.sent(HEAD.format(port=self.port, more=more).encode() + body)

    def silent(self, number: int) -> list[socket.socket]:
        """Requests that announce a body and send nothing."""
        return [self.post("Content-Length: 10\r\n") for _ in range(number)]


def heard(connection: socket.socket) -> bytes:
    """All that is answered until the other side closes, as this one does then."""
    parts = []
    with connection, suppress(ConnectionResetError):
        while part := connection.recv(65536):
            parts.append(part)
    return b"".join(parts)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(
    arguments: list[str], folder: Path, ready: str = "/healthz", trust: ssl.SSLContext | None = None, **settings: str
) -> Iterator[Server]:
    """A server in a process of its own; the port is appended to what Python is asked to run."""
    port = free_port()
    environment = {**os.environ, "PORTAL_INSTANCE": str(folder / "instance"), **settings}
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen([sys.executable, *arguments, str(port)], env=environment, stdout=log, stderr=log)
    server = Server(port, process, trust)
    try:
        end = time.monotonic() + 60
        while True:
            try:
                server.page(ready)
                break
            except OSError:
                if time.monotonic() > end or process.poll() is not None:
                    raise AssertionError((folder / "log").read_text()) from None
                time.sleep(0.1)
        yield server
    finally:
        process.terminate()
        process.wait(timeout=15)
