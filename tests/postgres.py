"""A PostgreSQL for the tests: PORTAL_TEST_PG_URL, else a private server from the binaries on this machine."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path

import pytest


def postgres_url(factory: pytest.TempPathFactory) -> str:
    """The address of an empty database, made once a test run."""
    if "PORTAL_TEST_PG_URL" in os.environ:
        return os.environ["PORTAL_TEST_PG_URL"]
    binaries = find()
    if binaries is None:
        reason = "POSTGRESQL NOT TESTED: no server binaries found and PORTAL_TEST_PG_URL is not set"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return start(binaries)


def find() -> Path | None:
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).parent if found else None


def start(binaries: Path) -> str:
    home = Path(tempfile.mkdtemp(prefix="portal-pg-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    run = lambda *words: subprocess.run([*as_user(), *map(str, words)], check=True, capture_output=True, cwd="/")  # noqa: E731
    if as_user():
        shutil.chown(home, "postgres")
    data, port = home / "data", free_port()
    run(binaries / "initdb", "-D", data, "-U", "portal", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
    run(binaries / "pg_ctl", "-D", data, "-w", "-o", options, "-l", home / "log", "start")
    atexit.register(lambda: run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"))
    run(binaries / "createdb", "-h", "127.0.0.1", "-p", port, "-U", "portal", "portal")
    return f"postgresql://portal@127.0.0.1:{port}/portal"


def as_user() -> list[str]:
    """The server refuses to run as root; the package brings a user for it."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
