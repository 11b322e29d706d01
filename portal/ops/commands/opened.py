"""The database of the instance, open for one command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import peewee
from peewee import Database

from portal.config import Config
from portal.database import DatabaseError, open_database, pending
from portal.ops import instance, lock, restore, usable


@contextmanager
def opened(config: Config, new: bool = False) -> Iterator[Database]:
    """Closed again at the end, so that no connection is carried into another process.

    Only a start (`new`) makes an instance where there is none.
    """
    if not new:
        instance.present(config.instance)
    instance.prepare(config.instance)
    held = lock.join(config.instance)
    restore.sweep(config.instance)  # nobody is restoring while we work here
    database = open_database(config.database_url, config.instance)
    try:
        reach(config, database)
        if new:
            usable.sound(config, database)
        if usable.check(config, database):
            usable.note(config)
        yield database
    except peewee.DatabaseError as error:
        if not usable.is_damage(error):
            raise
        raise usable.damaged(config, error) from None
    finally:
        database.close_all()
        held.close()


def reach(config: Config, database: Database) -> None:
    try:
        database.connect()
    except (peewee.DatabaseError, peewee.InterfaceError) as error:
        if usable.is_damage(error):
            raise usable.damaged(config, error) from None
        raise DatabaseError(f"the database cannot be opened: {str(error).strip().splitlines()[0]}") from None


@contextmanager
def current(config: Config) -> Iterator[Database]:
    """Like `opened`, for commands that need the schema of this very program."""
    with opened(config) as database:
        if pending(database):
            raise DatabaseError("the database is older than this program: run `portal migrate` first")
        yield database
