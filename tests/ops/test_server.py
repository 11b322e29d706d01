"""The server as it ships, in a process of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import pytest

# What ships waits half a minute before an idle thread ends; a test need not.
IMPATIENT = """
import functools, sys
from portal.ops import server
from portal.ops.cli import main
server.Server = functools.partial(server.Server, blocking_threads_idle_timeout=5)
sys.exit(main(["serve", "--port", sys.argv[1]]))
"""


@pytest.fixture
def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        found: int = probe.getsockname()[1]
        return found


def within(seconds: float, ask: Callable[[], int]) -> int:
    end = time.monotonic() + seconds
    while True:
        try:
            return ask()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)


def test_threads_that_end_after_a_quiet_while_do_not_take_the_server_with_them(tmp_path: Path, port: int) -> None:
    def ask(_number: int = 0) -> int:
        with urlopen(f"http://127.0.0.1:{port}/healthz", timeout=5) as answer:
            return int(answer.status)

    environment = {**os.environ, "PORTAL_INSTANCE": str(tmp_path / "instance")}
    process = subprocess.Popen([sys.executable, "-c", IMPATIENT, str(port)], env=environment)
    try:
        assert within(60, ask) == 200
        with ThreadPoolExecutor(8) as crowd:
            assert set(crowd.map(ask, range(24))) == {200}
        time.sleep(8)  # longer than threads may idle; from outside nothing tells that one has ended
        assert process.poll() is None
        assert ask() == 200
    finally:
        process.terminate()
        process.wait(timeout=15)
