"""Bring a backup back: checked first, swapped in by one rename, what was there before kept."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import peewee

from portal.config import Config
from portal.database import BEFORE_FIRST, MIGRATIONS, open_database
from portal.ops import archive, dumps, instance, lock
from portal.ops.archive import DATABASE, UPLOADS, Manifest
from portal.ops.dumps import DumpFacts
from portal.ops.refusal import Refusal

REPLACED = "replaced"
STAMP = "%Y%m%d-%H%M%S"
# Links that still let somebody in, by the table they stand in.
OPEN_LINKS = {
    "access_link": "used_at IS NULL AND revoked_at IS NULL",
    "feedback_link": "revoked_at IS NULL",
}
SIDE_FILES = ("-wal", "-journal", "-shm")


class RestoreError(Refusal):
    """Nothing was changed."""


@dataclass(frozen=True)
class Restored:
    manifest: Manifest
    kept: str  # where the data from before is now; empty when there was none


def restore(config: Config, source: Path, at: datetime) -> Restored:
    """Raises BadArchive, RestoreError, InUse; then the data of before stands untouched."""
    instance.prepare(config.instance)
    with lock.alone(config.instance), tempfile.TemporaryDirectory(prefix=".restore-", dir=config.instance) as work:
        manifest = archive.unpack(source, Path(work))
        check_origin(config, manifest)
        bring_back = _postgres if config.database_url else _sqlite
        kept = bring_back(config, manifest, Path(work), f"{at:{STAMP}}")
        (config.instance / "published").unlink(missing_ok=True)  # the lists shipped since are published again
    return Restored(manifest, kept)


def check_origin(config: Config, manifest: Manifest) -> None:
    engine = "postgresql" if config.database_url else "sqlite"
    if manifest.engine != engine:
        raise RestoreError(f"this is a backup of {manifest.engine}, but PORTAL_DATABASE_URL says {engine}")
    known = {*BEFORE_FIRST, *(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))}
    if newer := [name for name in manifest.migrations if name not in known]:
        raise RestoreError(f"this backup is newer than this program ({newer[-1]}): install the newer version first")


def compare(manifest: Manifest, dumped: DumpFacts) -> None:
    if dumped.rows != manifest.rows or dumped.migrations != manifest.migrations:
        raise RestoreError("the database in this backup does not hold the rows that its manifest counts")


def shut_doors(execute: Callable[[str], Any], manifest: Manifest, stamp: str) -> None:
    """End what lets somebody in: what was used or ended since the backup must not come alive again."""
    at = datetime.strptime(stamp, STAMP).isoformat(" ")
    execute("DELETE FROM session")
    if "draft" in manifest.rows:
        execute("DELETE FROM draft")
    for table, still in OPEN_LINKS.items():
        if table in manifest.rows:
            execute(f"UPDATE {table} SET revoked_at = '{at}' WHERE {still}")  # noqa: S608


def _sqlite(config: Config, manifest: Manifest, work: Path, stamp: str) -> str:
    fresh = dumps.open_sqlite(work / DATABASE)
    try:
        compare(manifest, dumps.inspect_sqlite(fresh))
        shut_doors(fresh.execute, manifest, stamp)
        fresh.commit()
    finally:
        fresh.close()
    _add_uploads(config, work)
    live = config.instance / "portal.db"
    kept = _keep(live, config.instance / REPLACED, stamp)
    _sync(work / DATABASE)
    os.replace(work / DATABASE, live)
    archive.sync_folder(config.instance)
    return str(kept) if kept else ""


def _keep(live: Path, folder: Path, stamp: str) -> Path | None:
    """Copy the database that is about to be replaced, its log included; then clear the log away from the new one."""
    kept = folder / f"{stamp}.db"
    logs = [live.with_name(live.name + suffix) for suffix in SIDE_FILES]
    files = [path for path in (live, *logs) if path.exists()]
    if not files:
        return None
    folder.mkdir(mode=0o700, exist_ok=True)
    copies = [Path(shutil.copy2(path, folder / path.name.replace(live.name, kept.name))) for path in files]
    try:
        _check_free(live)
    except RestoreError:
        for path in copies:
            path.unlink()
        raise
    for path in copies:
        _sync(path)
    for path in logs:
        path.unlink(missing_ok=True)
    return kept


def _check_free(live: Path) -> None:
    """A program that has the database open keeps it from leaving the write-ahead mode."""
    if not live.exists():
        return
    connection = dumps.open_sqlite(live)
    try:
        connection.execute("PRAGMA journal_mode=DELETE")
    except lock.driver.DatabaseError as error:
        if "locked" in str(error):
            raise RestoreError("another program has the database open: stop it first") from None
    finally:
        connection.close()


def _add_uploads(config: Config, work: Path) -> None:
    """Names are random and files never change, so those already there are the same ones."""
    folder = config.instance / UPLOADS
    folder.mkdir(mode=0o700, exist_ok=True)
    for path in (work / UPLOADS).glob("*"):
        if not (folder / path.name).exists() or archive.digest(folder / path.name) != archive.digest(path):
            shutil.move(path, folder / path.name)
    archive.sync_folder(folder)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _postgres(config: Config, manifest: Manifest, work: Path, stamp: str) -> str:
    database = open_database(config.database_url, config.instance)

    def ask(sql: str) -> list[tuple[Any, ...]]:
        answer: list[tuple[Any, ...]] = database.execute_sql(sql).fetchall()
        return answer

    try:
        name = dumps.schema(ask)
        kept = f"{name}_{stamp.replace('-', '_')}"
        database.execute_sql(f'ALTER SCHEMA "{name}" RENAME TO "{kept}"')
        database.execute_sql(f'CREATE SCHEMA "{name}"')
        try:
            dump = str(work / DATABASE)
            dumps.run_postgres("pg_restore", config.database_url, "-O", "-x", "-n", name, "-1", "-e", dump)
            tables = ask(f"SELECT tablename FROM pg_tables WHERE schemaname = '{name}'")  # noqa: S608
            compare(manifest, dumps.facts(ask, [row[0] for row in tables]))
            shut_doors(database.execute_sql, manifest, stamp)
            _add_uploads(config, work)
        except (Refusal, peewee.DatabaseError):
            database.execute_sql(f'DROP SCHEMA "{name}" CASCADE')
            database.execute_sql(f'ALTER SCHEMA "{kept}" RENAME TO "{name}"')
            raise
        return f"schema {kept}"
    except peewee.DatabaseError as error:
        raise RestoreError(f"PostgreSQL refused: {str(error).strip().splitlines()[0]}") from None
    finally:
        database.close_all()
