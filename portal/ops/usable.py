"""Is the database one of the portal, and sound? A start never takes what was lost for a new portal."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

import peewee

from portal.config import Config
from portal.core.models.users import User
from portal.database import applied_steps, is_postgres, known_steps
from portal.ops import dumps
from portal.ops.backup import newest
from portal.ops.refusal import Refusal
from portal.ops.restore.file import REPLACED
from portal.ops.restore.schema import USUAL

FILE = "portal.db"
ROWS = "has_rows"  # the mark: this instance had rows, and where
DAMAGED = ("malformed", "not a database", "disk i/o", "corrupt")
BUSY = ("locked", "timeout", "terminat")  # that will pass: nothing has to be brought back
LIST_AT_MOST = 3
KEPT_SCHEMAS = (
    "SELECT table_schema FROM information_schema.tables WHERE table_name = 'schema_migration' "
    "AND table_schema ~ '_[0-9]{8}_[0-9]{6}$' ORDER BY table_schema DESC"
)


class Unusable(Refusal):
    """What is wrong with the database, and the way back."""


def check(config: Config, database: Any) -> bool:
    """Whether there are people of a portal (False: it is a new one). Raises Unusable."""
    try:
        if is_postgres(database):
            check_schemas(config, database)
        steps, tables = applied_steps(database), own_tables(database)
        if not steps:
            return check_empty(config, tables)
        if not steps & known_steps() or "user" not in tables:
            raise lost(config, f"it is no database of the portal (it holds {listed(tables)})")
        if not User.select().exists() and had_rows(config):
            raise lost(config, "it has no people any more, but it had some")
        return User.select().exists()
    except peewee.DatabaseError as error:
        if any(word in str(error) for word in BUSY):
            raise
        raise damaged(config, error) from None


def own_tables(database: Any) -> list[str]:
    """But the history, and a queue that may stand there, too."""
    return [name for name in database.get_tables() if name != "schema_migration" and not name.startswith("jobs_")]


def check_empty(config: Config, tables: list[str]) -> bool:
    if tables:
        raise lost(config, f"it is the database of another program (it holds {listed(tables)})")
    if had_rows(config):
        raise lost(config, "it is empty, but it had rows")
    return False


def check_schemas(config: Config, database: Any) -> None:
    """Raises Unusable where the schema is empty or gone, and one that a restore kept stands beside it."""
    name = dumps.schema(lambda sql: database.execute_sql(sql).fetchall())
    kept = database.execute_sql(KEPT_SCHEMAS).fetchone()
    if kept and not (name and own_tables(database)):
        raise Unusable(interrupted(name, kept[0]))
    if name is None:
        raise lost(config, f"its schema is gone: make one with `CREATE SCHEMA {USUAL}`")


def sound(config: Config, database: Any) -> None:
    """Look at every page of a file. Raises Unusable."""
    if is_postgres(database):
        return
    try:
        answer = database.execute_sql("PRAGMA quick_check(1)").fetchone()[0]
    except peewee.DatabaseError as error:
        raise damaged(config, error) from None
    if answer != "ok":
        raise lost(config, f"it is damaged ({answer.strip().splitlines()[-1]})")


def interrupted(empty: str | None, kept: str) -> str:
    """A restore of an earlier version left it so when it was killed."""
    name = empty or USUAL
    away = f'ALTER SCHEMA "{name}" RENAME TO "{name}_empty"; ' if empty else ""
    swap = f'{away}ALTER SCHEMA "{kept}" RENAME TO "{name}"'
    return (
        f"the schema {name} is empty, and {kept} beside it holds the portal of before a restore that was interrupted. "
        f"Bring it back with: psql \"$PORTAL_DATABASE_URL\" -c '{swap}'"
    )


def damaged(config: Config, error: Exception) -> Unusable:
    reason = next(iter(str(error).strip().splitlines()), type(error).__name__)
    return lost(config, f"it cannot be read ({reason})")


def is_damage(error: Exception) -> bool:
    return any(word in str(error).lower() for word in DAMAGED)


def lost(config: Config, fault: str) -> Unusable:
    """One line: where the database should be, and every way back that can be found from here."""
    ways = [f"`portal restore {backup}` brings back the newest backup" if (backup := newest(config)) else NO_BACKUP]
    if any((config.instance / REPLACED).glob("*.db")):
        ways.append(f"what restores replaced is kept in {config.instance / REPLACED}")
    if (before := place_before(config)) and before != place(config) and is_address(before, config):
        ways.insert(0, f"this portal had its rows in {before}: see PORTAL_DATABASE_URL")
    if had_rows(config):
        ways.append(f"to begin anew with an empty one, delete {config.instance / ROWS}")
    return Unusable(f"{place(config)}: {fault}; {'; '.join(ways)}")


NO_BACKUP = "no backup was found here: `portal restore FILE` takes one from elsewhere"


def is_address(before: str, config: Config) -> bool:
    """A file that was moved with its folder is found by no setting."""
    return bool(config.database_url) or before.startswith("postgresql")


def place(config: Config) -> str:
    """Where the database is, without who signs in to it."""
    if config.database_url:
        return f"postgresql://{config.database_url.rpartition('@')[2].removeprefix('postgresql://').partition('?')[0]}"
    return str(config.instance / FILE)


def had_rows(config: Config) -> bool:
    return (config.instance / ROWS).exists()


def place_before(config: Config) -> str:
    with suppress(OSError):
        return (config.instance / ROWS).read_text(encoding="utf-8").strip()
    return ""


def note(config: Config) -> None:
    """There are rows. A disk that takes no file more stops nobody: the mark is written another time."""
    with suppress(OSError):
        if place_before(config) != place(config):
            (config.instance / ROWS).write_text(f"{place(config)}\n", encoding="utf-8")


def listed(names: list[str]) -> str:
    more = len(names) - LIST_AT_MOST
    return ", ".join(sorted(names)[:LIST_AT_MOST]) + (f" and {more} more" if more > 0 else "")
