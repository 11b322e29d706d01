"""The database of the instance, open for one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import peewee
from peewee import Database

from portal import instance
from portal.config import Config
from portal.database import DatabaseError, open_database, pending


@contextmanager
def opened(config: Config) -> Iterator[Database]:
    """Closed again at the end, so that no connection is carried into another process."""
    instance.prepare(config.instance)
    database = open_database(config.database_url, config.instance)
    try:
        database.connect()
    except peewee.OperationalError as error:
        raise DatabaseError(f"the database cannot be opened: {str(error).strip().splitlines()[0]}") from None
    try:
        yield database
    finally:
        database.close()


@contextmanager
def current(config: Config) -> Iterator[Database]:
    """Like `opened`, for commands that need the schema of this very program."""
    with opened(config) as database:
        if pending(database):
            raise DatabaseError("the database is older than this program: run `portal migrate` first")
        yield database
