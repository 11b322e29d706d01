"""A disk that takes nothing more, on any machine and without any rights.

Of SQLite and of files: the system itself refuses every write of this process to a file (RLIMIT_FSIZE). Of PostgreSQL,
whose server is a process of its own: the server raises what it raises then, for whatever is written.
"""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from portal.core.models.record import table_name
from portal.database import is_postgres
from portal.tables import MODELS

REFUSE = """
CREATE FUNCTION no_room() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$
"""


@contextmanager
def files_full(room: int = 0) -> Iterator[None]:
    """No file of this process, or of one it starts meanwhile, grows beyond `room` bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


@contextmanager
def full_disk(database: Any) -> Iterator[None]:
    with ExitStack() as both:
        if is_postgres(database):
            both.enter_context(server_full(database))
        both.enter_context(files_full())
        yield


@contextmanager
def server_full(database: Any) -> Iterator[None]:
    database.execute_sql(REFUSE)
    for model in MODELS:
        name = table_name(model)
        database.execute_sql(
            f'CREATE TRIGGER no_room BEFORE INSERT OR UPDATE OR DELETE ON "{name}" EXECUTE FUNCTION no_room()'
        )
    try:
        yield
    finally:
        database.execute_sql("DROP FUNCTION no_room() CASCADE")
