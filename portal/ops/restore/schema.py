"""PostgreSQL: the old schema gets another name and the restored one its own, loaded and checked, in one transaction.

Whoever kills the program in between ends its connection, and the server takes all of it back.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import peewee

from portal.config import Config
from portal.database import open_database
from portal.ops import dumps
from portal.ops.archive import DATABASE, Manifest
from portal.ops.restore.content import RestoreError, add_uploads, compare, shut_doors
from portal.ops.restore.script import run

USUAL = "public"  # where the schema of the portal was dropped


def bring_back(config: Config, manifest: Manifest, work: Path, stamp: str, last_call: Callable[[], None]) -> str:
    """Answers where the old one is kept. `last_call` is given when there is no way back any more."""
    database = open_database(config.database_url, config.instance)
    try:
        with database.atomic():
            kept = make_room(database, stamp)
            load(database, manifest, work / DATABASE)
            shut_doors(database.execute_sql, manifest, stamp)
            add_uploads(config.instance, work)
            last_call()
        return kept
    except peewee.DatabaseError as error:
        raise RestoreError(f"PostgreSQL refused: {str(error).strip().splitlines()[0]}") from None
    finally:
        database.close_all()


def make_room(database: Any, stamp: str) -> str:
    """An empty schema of the name the dump has; answers what the one of before is called now."""
    name = dumps.schema(asking(database))
    if name is None:
        database.execute_sql(f'CREATE SCHEMA "{USUAL}"')
        return ""
    kept = f"{name}_{stamp.replace('-', '_')}"
    database.execute_sql(f'ALTER SCHEMA "{name}" RENAME TO "{kept}"')
    database.execute_sql(f'CREATE SCHEMA "{name}"')
    return f"schema {kept}"


def load(database: Any, manifest: Manifest, dump: Path) -> None:
    """Fill the current schema, which is empty. Raises RestoreError, DumpError."""
    ask = asking(database)
    name = dumps.schema(ask)
    with peewee.__exception_wrapper__:  # type: ignore[attr-defined]  # errors of the driver get Peewee's names
        run(database.connection(), dumps.script(dump, str(name)))
    database.execute_sql("RESET search_path")
    tables = ask(f"SELECT tablename FROM pg_tables WHERE schemaname = '{name}'")  # noqa: S608
    compare(manifest, dumps.facts(ask, [row[0] for row in tables]))


def asking(database: Any) -> dumps.Ask:
    def ask(sql: str) -> list[tuple[Any, ...]]:
        answer: list[tuple[Any, ...]] = database.execute_sql(sql).fetchall()
        return answer

    return ask
