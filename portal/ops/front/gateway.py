"""A request as a WSGI application wants it, and its answer made whole, so that no worker waits for who reads it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from tempfile import SpooledTemporaryFile
from typing import IO, Any, NamedTuple
from urllib.parse import unquote_to_bytes

from werkzeug.wsgi import FileWrapper

from portal.ops.front.arrival import Message

LARGEST_PAGE = 1024 * 1024  # of an answer; larger ones wait in a file until they are taken
REFUSED = "portal.refused"  # the status of a body that is not here; the application says it in words


class WholeAnswer(NamedTuple):
    status: int
    headers: list[tuple[bytes, bytes]]
    content: IO[bytes] | bytes


def environ(scope: Message, content: IO[bytes], length: int, refused: int) -> dict[str, Any]:
    """PEP 3333. Names with an underscore are left out, since they would read like those with a dash."""
    host, port = scope["server"]
    client, client_port = scope["client"]
    values: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(scope["raw_path"]).decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_NAME": host,
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version'] if '.' in scope['http_version'] else '1.0'}",
        "REMOTE_ADDR": client,
        "REMOTE_PORT": str(client_port),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope["scheme"],
        "wsgi.input": content,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        REFUSED: refused,
    }
    for name, value in scope["headers"]:
        if b"_" not in name:
            add_header(values, name.decode("latin-1").upper().replace("-", "_"), value.decode("latin-1"))
    values.pop("HTTP_TRANSFER_ENCODING", None)  # the parts are one body here
    if length or "CONTENT_LENGTH" in values:
        values["CONTENT_LENGTH"] = str(length)
    return values


def add_header(values: dict[str, Any], name: str, value: str) -> None:
    if name in ("CONTENT_TYPE", "CONTENT_LENGTH"):
        values[name] = value
        return
    key = f"HTTP_{name}"
    values[key] = f"{values[key]}{'; ' if name == 'COOKIE' else ','}{value}" if key in values else value


def answer(application: Callable[..., Iterable[bytes]], values: dict[str, Any]) -> WholeAnswer:
    """Ask the application. What comes in several parts is written down; a kept file stays the file it is."""
    begun: dict[str, Any] = {}

    def start_response(status: str, headers: list[tuple[str, str]], _error: Any = None) -> None:
        encoded = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in headers]
        begun.update(status=int(status[:3]), headers=encoded)

    parts = application(values, start_response)
    if isinstance(parts, FileWrapper):
        return WholeAnswer(content=parts.file, **begun)
    written: Any = SpooledTemporaryFile(LARGEST_PAGE)  # noqa: SIM115 (closed when it is sent)
    try:
        for part in parts:
            written.write(part)
    finally:
        if hasattr(parts, "close"):
            parts.close()
    large = written.tell() > LARGEST_PAGE
    written.seek(0)
    return WholeAnswer(content=written if large else written.read(), **begun)
