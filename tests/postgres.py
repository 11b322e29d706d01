"""A PostgreSQL for the tests: PORTAL_TEST_PG_URL, else one private server a run from the binaries on this machine."""

from __future__ import annotations

import itertools
import os
import shutil
import socket
import subprocess
from pathlib import Path

import psycopg
import pytest

from tests.once import RUN, once

URL = "PORTAL_TEST_PG_URL"  # of a server on which databases may be made
numbers = itertools.count(1)


def server() -> str:
    """The address under which databases are made and dropped."""
    if URL in os.environ:
        return os.environ[URL]
    binaries = find()
    if binaries is None:
        reason = f"POSTGRESQL NOT TESTED: no server binaries found and {URL} is not set"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return (once("postgres", lambda home: start(binaries, home)) / "address").read_text()


def create(name: str = "", template: str = "template1") -> str:
    """The address of a new database, a copy of `template`; it goes with `drop`, or with the run."""
    whole = f"{mine()}_{name or f'{os.getpid()}_{next(numbers)}'}"
    perform(f"CREATE DATABASE {whole} TEMPLATE {template}")
    return f"{server().rsplit('/', 1)[0]}/{whole}"


def drop(address: str) -> None:
    perform(f"DROP DATABASE IF EXISTS {name_of(address)} WITH (FORCE)")


def leave() -> None:
    """A server that outlives the run is left as it was."""
    if URL in os.environ:
        for (name,) in perform("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", f"{mine()}_"):
            perform(f"DROP DATABASE {name} WITH (FORCE)")


def name_of(address: str) -> str:
    return address.rsplit("/", 1)[1]


def mine() -> str:
    """How the names of this run's databases begin: several runs may share a server."""
    return Path(os.environ[RUN]).name.replace("-", "_").lower()


def perform(statement: str, *values: str) -> list[tuple[str]]:
    with psycopg.connect(server(), autocommit=True) as connection:
        cursor = connection.execute(statement, values)
        return cursor.fetchall() if cursor.description else []


def find() -> Path | None:
    for folder in sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True):
        if (folder / "initdb").exists():
            return folder
    found = shutil.which("initdb")
    return Path(found).parent if found else None


def start(binaries: Path, home: Path) -> None:
    """A server whose data lies in `home`; what keeps the run ends it."""
    run = lambda *words: subprocess.run([*as_user(), *map(str, words)], check=True, capture_output=True, cwd="/")  # noqa: E731
    if as_user():
        shutil.chown(home, "postgres")
    data, port = home / "data", free_port()
    run(binaries / "initdb", "-D", data, "-U", "portal", "--auth=trust", "--no-sync", "-E", "UTF8", "--locale=C.UTF-8")
    options = f"-p {port} -k {home} -c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off"
    run(binaries / "pg_ctl", "-D", data, "-w", "-o", options, "-l", home / "log", "start")
    (home / "address").write_text(f"postgresql://portal@127.0.0.1:{port}/postgres")


def as_user() -> list[str]:
    """The server refuses to run as root; the package brings a user for it."""
    return ["runuser", "-u", "postgres", "--"] if os.geteuid() == 0 else []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
