"""The one place that opens a database, migrates it, and says what is wrong with it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any, TypeVar

import peewee
from flask import Flask, abort, g
from peewee import Database, Model, PostgresqlDatabase, SqliteDatabase, _WriteQuery
from playhouse.db_url import connect, register_database
from playhouse.migrations import Runner
from playhouse.pool import PooledPostgresqlDatabase, PooledSqliteDatabase

from portal.checklists import publishing
from portal.core.forms.reopening import refuse_write
from portal.core.models.record import db
from portal.core.rules.text import LARGEST_ID
from portal.ops.refusal import Refusal
from portal.ops.turn import Turn

M = TypeVar("M", bound=Model)
MIGRATIONS = Path(__file__).parent / "migrations"
FIRST_RELEASE = "0001_first_release"
# What that step was put together from: the history of a database, and of a backup, from before it names these.
BEFORE_FIRST = (
    "0001_initial",
    "0002_imports",
    "0003_agreements",
    "0004_inquiries",
    "0005_needs",
    "0006_feedback",
    "0007_path",
    "0008_sealed",
    "0009_conversations",
    "0010_question_sets",
    "0011_codes",
)
MIGRATION_LOCK = 0x504F5254  # an arbitrary number: two starts must only agree on it
# Versions that carry the fix for the WAL-reset fault (RELIABILITY, SQLite).
WAL_SAFE = ((3, 51, 3), (3, 50, 7), (3, 44, 6))


class TurnwiseDatabase(PooledSqliteDatabase):
    """SQLite, where a transaction waits for its turn before it begins; what is nested in one has it already."""

    def __init__(self, path: str, turn: Turn, **about: Any) -> None:
        self.turn = turn
        super().__init__(path, **about)

    def execute(self, query: Any, **about: Any) -> Any:
        """A write by itself is a transaction too: it would come after all that take turns.

        Not one whose rows are read afterwards: nothing can be committed before they are.
        """
        alone = (
            isinstance(query, _WriteQuery)
            and not query._returning  # type: ignore[attr-defined]
            and not self.in_transaction()
        )
        with self.atomic() if alone else nullcontext():
            return super().execute(query, **about)

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        refuse_write(sql)
        return super().execute_sql(sql, params)

    def begin(self, lock_type: str | None = None) -> None:
        self.turn.take()
        try:
            super().begin(lock_type)
        except BaseException:
            self.turn.give()
            raise

    def commit(self) -> None:
        """A commit that fails is rolled back by its transaction."""
        super().commit()
        self.turn.give()

    def rollback(self) -> None:
        """SQLite takes back by itself what the disk had no room for; to ask again would hide why."""
        try:
            if self.connection().in_transaction:
                super().rollback()
        finally:
            self.turn.give()


class PostgresDatabase(PooledPostgresqlDatabase):
    def execute_sql(self, sql: str, params: Any = None) -> Any:
        refuse_write(sql)
        return super().execute_sql(sql, params)


register_database(PostgresDatabase, "sourcing")


class DatabaseError(Refusal):
    """One line that says what stands in the way of opening the database."""


def open_database(url: str, instance: Path) -> Any:
    """SQLite in the instance folder unless a PostgreSQL address is given; becomes the models' database."""
    database = _postgres(url) if url else _sqlite(instance / "portal.db")
    db.initialize(database)
    return database


def wal_is_safe(version: tuple[int, ...]) -> bool:
    newest = WAL_SAFE[0]
    return version >= newest or any(version[:2] == fixed[:2] and version >= fixed for fixed in WAL_SAFE[1:])


def _sqlite(path: Path) -> SqliteDatabase:
    wal = wal_is_safe(peewee.sqlite3.sqlite_version_info)  # type: ignore[attr-defined]
    return TurnwiseDatabase(
        str(path),
        Turn(path.parent),
        lock_type="IMMEDIATE",
        max_connections=0,  # one for each thread of the server: the pool sets no limit of its own
        check_same_thread=False,  # a connection goes from thread to thread, never used by two at once
        pragmas={
            "journal_mode": "wal" if wal else "persist",
            "synchronous": "full" if wal else "extra",
            "journal_size_limit": 64 * 1024 * 1024,
            "foreign_keys": 1,
            "busy_timeout": 10_000,
            # Older ones do not know that FTS5 is harmless in a trigger, and would refuse every write.
            "trusted_schema": 0 if wal else 1,
            "cell_size_check": 1,
            "temp_store": "memory",
        },
    )


def _postgres(url: str) -> Database:
    if not url.startswith(("postgresql://", "psycopg3://")):
        raise DatabaseError("PORTAL_DATABASE_URL must start with postgresql://")
    options = "-c lock_timeout=5s -c statement_timeout=30s -c idle_in_transaction_session_timeout=60s"
    ours = f"sourcing://{url.partition('://')[2]}"
    database: Database = connect(ours, unquote_password=True, unquote_user=True, options=options, max_connections=0)
    return database


def is_postgres(database: Any) -> bool:
    return isinstance(getattr(database, "obj", database), PostgresqlDatabase)


def migrate(database: Database, instance: Path) -> list[str]:
    """Bring the schema and the published lists up to this program; two starts at once do not race.

    Answers the names applied.
    """
    database.connect(reuse_if_open=True)
    with _migration_lock(database, instance):
        runner = Runner(database, str(MIGRATIONS))
        unknown = [row.name for row in runner.status() if row.path is None and row.name not in BEFORE_FIRST]
        if unknown:
            raise DatabaseError(f"the database is newer than this program ({unknown[-1]}): install the newer version")
        applied = [*fold(runner), *runner.up()]
        publishing.publish()
        return applied


def fold(runner: Runner) -> list[str]:
    """A database from before the first release has its tables: eleven lines of its history become the one of them."""
    applied = runner.applied()
    steps = [name for name in BEFORE_FIRST if name in applied]
    if not steps:
        return []
    if len(steps) < len(BEFORE_FIRST):
        raise DatabaseError(
            f"an early version made this database ({steps[-1]}): this program cannot bring it up to date"
        )
    history = runner.History
    with runner.database.atomic():
        history.delete().where(history.name.in_(steps)).execute()
        history.create(name=FIRST_RELEASE, applied=applied[steps[-1]])
    return [FIRST_RELEASE]


def pending(database: Any) -> list[str]:
    return [row.name for row in Runner(database, str(MIGRATIONS)).status() if not row.applied]


def applied_steps(database: Any) -> set[str]:
    """None before the first tables are there: a first start that was killed may have made a history without one."""
    return set(Runner(database, str(MIGRATIONS)).applied())


def known_steps() -> set[str]:
    """Every step that a history of the portal may name for this program."""
    return {*BEFORE_FIRST, *(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))}


@contextmanager
def _migration_lock(database: Database, instance: Path) -> Iterator[None]:
    if is_postgres(database):
        database.execute_sql("SELECT pg_advisory_lock(%s)", (MIGRATION_LOCK,))
        try:
            yield
        finally:
            database.execute_sql("SELECT pg_advisory_unlock(%s)", (MIGRATION_LOCK,))
        return
    # Held by SQLite itself, so a crash frees it; through the same driver, since two copies of SQLite
    # in one process cancel each other's file locks.
    path = instance / "migrate.lock"
    lock = peewee.sqlite3.connect(str(path), timeout=60, isolation_level=None)  # type: ignore[attr-defined]
    try:
        os.chmod(path, 0o600)
        lock.execute("BEGIN EXCLUSIVE")
        yield
    finally:
        lock.close()


def init_app(app: Flask) -> None:
    app.before_request(lend)
    app.teardown_request(take_back)


def lend() -> None:
    """A request works on an open connection of the pool.

    None is left with a thread: SQLite calls back into Python when its connection ends, and a thread that ends
    may not be called any more, which stops the whole process.
    """
    g.lent = db.connect(reuse_if_open=True)


def take_back(_error: BaseException | None) -> None:
    if g.pop("lent", False):
        db.close()


def get_or_404(query: type[M] | Any, key: int) -> M:
    """The row of this id among those the query (or model) shows, or the 404 page."""
    if not 0 < key <= LARGEST_ID:
        abort(404)
    rows: Any = query.select() if isinstance(query, type) else query  # type: ignore[attr-defined]
    first = rows.where(rows.model.id == key).first()
    if first is None:
        abort(404)
    row: M = first
    return row
