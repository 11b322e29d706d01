"""Is this installation sound? `portal check` asks; each check is one function and one line of answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import peewee

from portal.config import Config
from portal.database import is_postgres, open_database
from portal.ops import lock, usable
from portal.ops.checks import codes, machine, records, store
from portal.ops.checks.finding import FAIL, OK, Finding
from portal.ops.refusal import Refusal


def run(config: Config, at: datetime) -> Iterator[Finding]:
    """Every check that applies; those of the database only where it is one of the portal."""
    yield from (check(config) for check in machine.CHECKS)
    held, database = None, None
    try:
        held = lock.join(config.instance)
        database = open_database(config.database_url, config.instance)
        database.connect()
        yield from looked_into(config, database, at)
    except (Refusal, peewee.DatabaseError, peewee.InterfaceError, lock.driver.Error) as error:
        fault = usable.damaged(config, error) if usable.is_damage(error) else error
        yield Finding(FAIL, "database", str(fault).strip().splitlines()[0])
    finally:
        if database:
            database.close_all()
        if held:
            held.close()


def looked_into(config: Config, database: Any, at: datetime) -> Iterator[Finding]:
    """Ends with what the database raises where its pages cannot be read."""
    people = usable.check(config, database)
    yield Finding(OK, "database", usable.place(config) if people else "a new portal")
    engine = store.POSTGRES if is_postgres(database) else store.SQLITE
    yield from (check(config, database) for check in engine)
    yield from (check(config, database, at) for check in (*records.CHECKS, *codes.CHECKS))
