"""A portal of its own for one test: a folder, a database on the wanted engine, three people, one uploaded file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from portal.config import Config
from portal.core.models.attachments import Attachment
from portal.core.models.users import Session
from portal.ops import instance
from portal.ops.restore import Restored, restore
from tests import databases
from tests.cast import NOW, Cast

PICTURE = b"the bytes of a picture"
LATER = NOW + timedelta(minutes=5)


@dataclass
class Installation:
    engine: str
    config: Config
    database: Any

    @property
    def uploads(self) -> Path:
        return self.config.instance / "uploads"

    def count(self, table: str) -> int:
        return int(self.database.execute_sql(f"SELECT count(*) FROM {table}").fetchone()[0])


@contextmanager
def installed(engine: str, folder: Path) -> Iterator[Installation]:
    instance.prepare(folder)
    with databases.migrated(engine, folder) as (url, database):
        yield Installation(engine, Config(instance=folder, database_url=url), database)


def settle(portal: Installation) -> Cast:
    cast = Cast.arrive()
    Session.begin(cast.mei, NOW, False, "127.0.0.1", "test")
    add_file(portal, "a1", PICTURE)
    return cast


def add_file(portal: Installation, stored: str, content: bytes) -> None:
    portal.uploads.mkdir(mode=0o700, exist_ok=True)
    (portal.uploads / stored).write_bytes(content)
    Attachment.create(
        object_type="sample",
        object_id=1,
        name="photo.png",
        stored=stored,
        media_type="image/png",
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        at=NOW,
    )


def rows(portal: Installation) -> dict[str, int]:
    """How many of them each table has."""
    portal.database.connect(reuse_if_open=True)
    tables = portal.database.get_tables()
    return {table: portal.count(f'"{table}"') for table in tables if not table.startswith("search_")}


def bring_back(portal: Installation, saved: Path, at: Any = LATER) -> Restored:
    portal.database.close_all()
    done = restore(portal.config, saved, at)
    portal.database.connect()
    return done
