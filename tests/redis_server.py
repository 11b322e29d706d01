"""A Redis for the tests: PORTAL_TEST_REDIS_URL, else a private server from the binary on this machine."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest


@contextmanager
def redis_server(home: Path) -> Iterator[str]:
    """The address of an empty server that keeps nothing."""
    if "PORTAL_TEST_REDIS_URL" in os.environ:
        yield os.environ["PORTAL_TEST_REDIS_URL"]
        return
    program = shutil.which("redis-server")
    if program is None:
        reason = "REDIS NOT TESTED: no redis-server found and PORTAL_TEST_REDIS_URL is not set"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    port = free_port()
    words = [program, "--bind", "127.0.0.1", "--port", str(port), "--save", "", "--dir", str(home)]
    process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until_it_answers(process, port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        process.terminate()
        process.wait(timeout=20)


def until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    end = time.monotonic() + 20
    while process.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("redis-server did not start")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
