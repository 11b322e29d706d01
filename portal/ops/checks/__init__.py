"""Is this installation sound? `portal check` asks; each check is one function and one line of answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import peewee

from portal.config import Config
from portal.database import is_postgres, open_database
from portal.ops import lock
from portal.ops.checks import codes, machine, records, store
from portal.ops.checks.finding import FAIL, Finding
from portal.ops.refusal import Refusal


def run(config: Config, at: datetime) -> Iterator[Finding]:
    """Every check that applies; those of the database only where it can be opened."""
    yield from (check(config) for check in machine.CHECKS)
    try:
        held = lock.join(config.instance)
        database = open_database(config.database_url, config.instance)
        database.connect()
    except (Refusal, peewee.DatabaseError, peewee.InterfaceError, lock.driver.Error) as error:
        yield Finding(FAIL, "database", str(error).strip().splitlines()[0])
        return
    try:
        engine = store.POSTGRES if is_postgres(database) else store.SQLITE
        yield from (check(config, database) for check in engine)
        yield from (check(config, database, at) for check in (*records.CHECKS, *codes.CHECKS))
    finally:
        database.close_all()
        held.close()
