"""One consistent copy of the whole database in one file, on either engine, and the way back."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from portal.ops.lock import driver
from portal.ops.refusal import Refusal

Ask = Callable[[str], list[tuple[Any, ...]]]


class DumpError(Refusal):
    """The copy could not be made or is not sound."""


@dataclass(frozen=True)
class DumpFacts:
    """What a copy holds, read in the same snapshot."""

    migrations: tuple[str, ...]
    rows: dict[str, int]
    uploads: dict[str, str]  # name on disk -> SHA-256


def facts(ask: Ask, tables: list[str]) -> DumpFacts:
    counts = {name: int(ask(f'SELECT count(*) FROM "{name}"')[0][0]) for name in sorted(tables)}  # noqa: S608
    migrations = tuple(row[0] for row in ask("SELECT name FROM schema_migration ORDER BY name"))
    return DumpFacts(migrations, counts, dict(ask("SELECT stored, sha256 FROM attachment")))


def copy_sqlite(database: Any, target: Path) -> DumpFacts:
    """In one step under one read snapshot: writers go on, and the copy never starts over."""
    copy = driver.connect(str(target))
    try:
        database.connection().backup(copy, pages=-1)
        copy.execute("PRAGMA journal_mode=DELETE")
        return inspect_sqlite(copy)
    finally:
        copy.close()


def open_sqlite(path: Path) -> Any:
    return driver.connect(f"{path.as_uri()}?mode=rw", uri=True)


def inspect_sqlite(connection: Any) -> DumpFacts:
    """Raises DumpError unless the file is sound through and through."""

    def ask(sql: str) -> list[tuple[Any, ...]]:
        answer: list[tuple[Any, ...]] = connection.execute(sql).fetchall()
        return answer

    try:
        if ask("PRAGMA integrity_check") != [("ok",)] or ask("PRAGMA foreign_key_check"):
            raise DumpError("the copy of the database is damaged")
        tables = ask(  # without the search index: it follows from the rows
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            " AND name NOT LIKE 'search_%'"
        )
        return facts(ask, [row[0] for row in tables])
    except driver.DatabaseError as error:
        raise DumpError(f"the copy of the database cannot be read: {error}") from None


def copy_postgres(database: Any, url: str, target: Path) -> DumpFacts:
    """pg_dump and our own count look at the same snapshot."""

    def ask(sql: str) -> list[tuple[Any, ...]]:
        answer: list[tuple[Any, ...]] = database.execute_sql(sql).fetchall()
        return answer

    database.execute_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
    try:
        database.execute_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        [(snapshot,)] = ask("SELECT pg_export_snapshot()")
        run_postgres(
            "pg_dump", url, "-Fc", "-O", "-x", "-n", str(schema(ask)), f"--snapshot={snapshot}", "-f", str(target)
        )
        tables = ask("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")
        return facts(ask, [row[0] for row in tables])
    finally:
        database.execute_sql("ROLLBACK")


def schema(ask: Ask) -> str | None:
    """Where the tables of the portal stand; None where that schema was dropped."""
    name = ask("SELECT current_schema()")[0][0]
    return str(name) if name else None


def script(dump: Path, schema: str) -> Iterator[bytes]:
    """The lines with which a dump of PostgreSQL makes its tables and rows again. Raises DumpError."""
    words = ["-f", "-", "-O", "-x", "-n", schema, str(dump)]
    with tempfile.TemporaryFile() as complaints:
        with subprocess.Popen(  # noqa: S603
            [client("pg_restore"), *words], stdout=subprocess.PIPE, stderr=complaints
        ) as writing:
            yield from writing.stdout or ()
        if writing.returncode:
            complaints.seek(0)
            raise DumpError(f"pg_restore failed: {first_line(complaints.read().decode(errors='replace'))}")


def run_postgres(program: str, url: str, *words: str) -> None:
    """The password travels in the environment: arguments can be read by every account of the machine."""
    path = client(program)
    parts = urlsplit(url)
    password = {"PGPASSWORD": unquote(parts.password)} if parts.password else {}
    name, _at, place = parts.netloc.rpartition("@")
    bare = parts._replace(netloc=f"{name.partition(':')[0]}@{place}" if name else place).geturl()
    done = subprocess.run(  # noqa: S603
        [path, "-d", bare, *words], env={**os.environ, **password}, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise DumpError(f"{program} failed: {first_line(done.stderr)}")


def client(program: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise DumpError(f"{program} was not found: install the PostgreSQL client (package postgresql-client)")
    return path


def first_line(text: str) -> str:
    return next(iter(text.strip().splitlines()), "no reason given")
