"""The database of the instance, open for one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import peewee
from peewee import Database

from portal.config import Config
from portal.database import DatabaseError, open_database, pending
from portal.ops import instance, lock


@contextmanager
def opened(config: Config, new: bool = False) -> Iterator[Database]:
    """Closed again at the end, so that no connection is carried into another process.

    Only a start (`new`) makes an instance where there is none.
    """
    if not new and not (config.instance / instance.KEY).exists():
        raise instance.InstanceError(f"there is no portal in {config.instance}: run `portal init` first")
    instance.prepare(config.instance)
    held = lock.join(config.instance)
    database = open_database(config.database_url, config.instance)
    try:
        reach(database)
        yield database
    finally:
        database.close_all()
        held.close()


def reach(database: Database) -> None:
    try:
        database.connect()
    except (peewee.DatabaseError, peewee.InterfaceError) as error:
        raise DatabaseError(f"the database cannot be opened: {str(error).strip().splitlines()[0]}") from None


@contextmanager
def current(config: Config) -> Iterator[Database]:
    """Like `opened`, for commands that need the schema of this very program."""
    with opened(config) as database:
        if pending(database):
            raise DatabaseError("the database is older than this program: run `portal migrate` first")
        yield database
