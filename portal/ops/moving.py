"""A portal moves from one engine to the other: every row, in one transaction, compared before it counts."""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import peewee
from playhouse.migrations import Runner

from portal.config import Config
from portal.core.models.audit import AuditEvent
from portal.core.models.insert import AT_ONCE, stored
from portal.core.models.record import Record, db, rows, table_name
from portal.database import BEFORE_FIRST, MIGRATIONS, DatabaseError, is_postgres, open_database
from portal.ops import archive, dumps, instance, lock
from portal.ops.refusal import Refusal
from portal.tables import MODELS

FILE = "portal.db"
SQLITE = "sqlite"  # how the command calls the file in the instance folder
LOOSE = "some rows lead to rows that are not there: see `portal check`"
OTHERS = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() "
    "AND pid <> pg_backend_pid() AND backend_type = 'client backend'"
)
LINKS = (
    "SELECT conrelid::regclass::text, quote_ident(conname) FROM pg_constraint "
    "WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
)


class MoveError(Refusal):
    """Nothing was moved."""


@dataclass(frozen=True)
class Moved:
    rows: int
    tables: int
    events: int  # of the audit trail


@dataclass(frozen=True)
class TableSum:
    """What a table holds, as the program reads it on either engine."""

    rows: int
    digest: str


def move(config: Config, address: str) -> Moved:
    """Copy the database of the instance to this address. Raises MoveError, InUse; the old one stays as it is."""
    instance.present(config.instance)
    instance.prepare(config.instance)
    goal = "" if address == SQLITE else address
    if goal == config.database_url:
        raise MoveError("that is where the portal is")
    with lock.alone(config.instance), tempfile.TemporaryDirectory(prefix=".move-", dir=config.instance) as work:
        file = config.instance / FILE
        if not goal and file.exists():
            raise MoveError(f"{file} is there already: move it away first")
        with reached(config.database_url, config.instance) as source, reached(goal, Path(work)) as target:
            check_source(source)
            check_target(target)
            moved = carried_over(source, target)
        if not goal:
            put_in_place(Path(work) / FILE, file)
    return moved


@contextmanager
def reached(address: str, folder: Path) -> Iterator[Any]:
    try:
        database = open_database(address, folder)
        database.connect()
    except peewee.ImproperlyConfigured:
        raise MoveError("the driver of PostgreSQL is missing: `python3 run.py move-to ...` installs it") from None
    except (peewee.DatabaseError, peewee.InterfaceError) as error:
        raise DatabaseError(f"the database cannot be opened: {first_line(error)}") from None
    try:
        yield database
    finally:
        database.close_all()


def check_source(source: Any) -> None:
    status = Runner(source, str(MIGRATIONS)).status()
    if unknown := [step.name for step in status if step.path is None and step.name not in BEFORE_FIRST]:
        raise MoveError(f"the database is newer than this program ({unknown[-1]}): install the newer version first")
    if any(not step.applied for step in status):
        raise MoveError("the database is older than this program: run `portal migrate` first")
    if is_postgres(source) and source.execute_sql(OTHERS).fetchone()[0]:
        raise MoveError("others are connected to the database: stop every portal and worker first")


def check_target(target: Any) -> None:
    if is_postgres(target) and (encoding := target.execute_sql("SHOW server_encoding").fetchone()[0]) != "UTF8":
        raise MoveError(f"the new database is in {encoding}, which cannot hold Chinese: make it with UTF8")
    tables = [name for name in target.get_tables() if not name.startswith("jobs_")]  # a queue may stand there already
    if "schema_migration" in tables:
        names = {name for (name,) in target.execute_sql("SELECT name FROM schema_migration").fetchall()}
        if names != {path.stem for path in MIGRATIONS.glob("[0-9]*.py")}:
            raise MoveError("the new database holds a portal of another version: name an empty one")
    if tables:
        raise MoveError(f"the new database is not empty ({len(tables)} tables): name an empty one")


def carried_over(source: Any, target: Any) -> Moved:
    """All of it, or nothing."""
    with snapshot(source), target.atomic():
        settle(target)
        with links_later(target):
            sums = {model: copied(model, source, target) for model in MODELS}
        compare(sums, target)
        db.initialize(target)
        if (fault := AuditEvent.first_fault()) is not None:
            raise MoveError(f"the audit trail does not hold (event {fault}): see `portal audit verify`")
        if is_postgres(target):
            number_on(target)
    return Moved(sum(each.rows for each in sums.values()), len(sums), sums[AuditEvent].rows)


def compare(sums: dict[type[Record], TableSum], target: Any) -> None:
    for model, expected in sums.items():
        if summed(model, target) != expected:
            raise MoveError(f"the rows of {table_name(model)} are not the same in the new database")


@contextmanager
def snapshot(source: Any) -> Iterator[None]:
    if is_postgres(source):
        source.execute_sql("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        source.execute_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
    else:
        source.execute_sql("BEGIN")
    try:
        yield
    finally:
        source.execute_sql("ROLLBACK")


def settle(target: Any) -> None:
    """The tables, without the few rows a new portal begins with."""
    if is_postgres(target):
        target.execute_sql("SET LOCAL idle_in_transaction_session_timeout = 0")
        target.execute_sql("SET LOCAL statement_timeout = 0")
    db.initialize(target)
    Runner(target, str(MIGRATIONS)).up()
    for model in reversed(MODELS):
        model.delete().execute()


@contextmanager
def links_later(target: Any) -> Iterator[None]:
    """A row may name one that comes after it: links are looked at when all rows are there."""
    if not is_postgres(target):
        target.execute_sql("PRAGMA defer_foreign_keys = ON")
        yield
        if target.execute_sql("PRAGMA foreign_key_check").fetchall():
            raise MoveError(LOOSE)
        return
    links = target.execute_sql(LINKS).fetchall()
    for table, name in links:
        target.execute_sql(f"ALTER TABLE {table} ALTER CONSTRAINT {name} DEFERRABLE INITIALLY DEFERRED")
    yield
    try:
        target.execute_sql("SET CONSTRAINTS ALL IMMEDIATE")
    except peewee.IntegrityError as error:
        raise MoveError(f"{LOOSE} ({first_line(error)})") from None
    for table, name in links:
        target.execute_sql(f"ALTER TABLE {table} ALTER CONSTRAINT {name} NOT DEFERRABLE")


def copied(model: type[Record], source: Any, target: Any) -> TableSum:
    """What was read; it is written as it is read."""
    fields = model._meta.sorted_fields
    names = ", ".join(f'"{field.column_name}"' for field in fields)
    marks = f"({', '.join([target.param] * len(fields))})"
    seal = Seal()
    for batch in batches(model, source):
        seal.add(batch)
        db.initialize(target)
        values = [written(field, value) for row in batch for field, value in zip(fields, row, strict=True)]
        lines = ", ".join([marks] * len(batch))
        try:
            target.execute_sql(f'INSERT INTO "{table_name(model)}" ({names}) VALUES {lines}', values)  # noqa: S608
        except peewee.DatabaseError as error:
            raise MoveError(f"the new database refused rows of {table_name(model)}: {first_line(error)}") from None
    return seal.sum()


def summed(model: type[Record], database: Any) -> TableSum:
    seal = Seal()
    for batch in batches(model, database):
        seal.add(batch)
    return seal.sum()


def batches(model: type[Record], database: Any) -> Iterator[list[tuple[Any, ...]]]:
    """All rows in the order of their ids, some at a time, as values of the program."""
    last, fields = 0, model._meta.sorted_fields
    while True:
        db.initialize(database)
        batch = rows(model.select(*fields).where(model.id > last).order_by(model.id).limit(AT_ONCE))
        if not batch:
            return
        last = batch[-1][0]
        yield batch


class Seal:
    """A digest of rows, the same on either engine when they are the same."""

    def __init__(self) -> None:
        self.rows, self.digest = 0, hashlib.sha256()

    def add(self, batch: list[tuple[Any, ...]]) -> None:
        self.rows += len(batch)
        for row in batch:
            self.digest.update(json.dumps(row, sort_keys=True, default=plain).encode())

    def sum(self) -> TableSum:
        return TableSum(self.rows, self.digest.hexdigest())


def plain(value: Any) -> str:
    return bytes(value).hex() if isinstance(value, bytes | memoryview) else str(value)


def written(field: Any, value: Any) -> Any:
    return value if isinstance(value, bytes) else stored(field, value)


def number_on(target: Any) -> None:
    """New rows get numbers after those that came."""
    for model in MODELS:
        table = f'"{table_name(model)}"'
        target.execute_sql(
            f"SELECT setval(pg_get_serial_sequence(%s, 'id'), max(id)) FROM {table} HAVING max(id) IS NOT NULL",  # noqa: S608
            (table,),
        )


def put_in_place(made: Path, file: Path) -> None:
    copy = dumps.open_sqlite(made)
    try:
        copy.execute("PRAGMA journal_mode=DELETE")
    finally:
        copy.close()
    with made.open("rb+") as whole:
        os.fsync(whole.fileno())
    os.replace(made, file)
    archive.sync_folder(file.parent)


def first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
