"""The server as it ships, before an application that answers with what it got: `python -m tests.ops.echoing PORT`."""

from __future__ import annotations

import hashlib
import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from werkzeug.wsgi import FileWrapper

from portal.config import Config
from portal.ops import server
from portal.ops.front.front import Front

LARGEST = 10 * 1024 * 1024
LONG = 30 * 1024 * 1024  # more than the buffers of a connection take


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    start_response("200 OK", [("Content-Type", "application/json")])
    path = environ["PATH_INFO"]
    if path == "/slow":
        time.sleep(1.5)
    if path == "/long":
        return (b"x" * 65536 for _ in range(LONG // 65536))
    if path == "/file":
        return FileWrapper(Path(__file__).open("rb"))
    content = environ["wsgi.input"].read()
    strings = {name: value for name, value in environ.items() if isinstance(value, str | int)}
    return [json.dumps({**strings, "length": len(content), "sha": hashlib.sha256(content).hexdigest()}).encode()]


if __name__ == "__main__":
    server.working = lambda: Front(application, threads=1, largest=LARGEST, hops=0)
    server.serve(Config(port=int(sys.argv[1])), lambda: None)
