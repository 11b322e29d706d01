"""SQLite: the restored file takes the place of the old one by one rename; that one is copied to `replaced/` first."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

from portal.config import Config
from portal.ops import archive, dumps, lock
from portal.ops.archive import DATABASE, Manifest
from portal.ops.restore.content import RestoreError, add_uploads, compare, shut_doors

REPLACED, PART = "replaced", ".part"
SIDE_FILES = ("-wal", "-journal", "-shm")


def bring_back(config: Config, manifest: Manifest, work: Path, stamp: str, last_call: Callable[[], None]) -> str:
    """Answers where the old one is kept. `last_call` is given when there is no way back any more."""
    fresh = dumps.open_sqlite(work / DATABASE)
    try:
        compare(manifest, dumps.inspect_sqlite(fresh))
        shut_doors(fresh.execute, manifest, stamp)
        fresh.commit()
    finally:
        fresh.close()
    _sync(work / DATABASE)
    add_uploads(config.instance, work)
    live = config.instance / "portal.db"
    kept = keep(live, config.instance / REPLACED, stamp)
    last_call()
    for log in side_files(live):  # what they held is in the old file now, and kept
        log.unlink(missing_ok=True)
    os.replace(work / DATABASE, live)
    archive.sync_folder(config.instance)
    return str(kept) if kept else ""


def side_files(live: Path) -> list[Path]:
    return [live.with_name(live.name + suffix) for suffix in SIDE_FILES]


def keep(live: Path, folder: Path, stamp: str) -> Path | None:
    """A copy of the database to be replaced, its log included; it has its name once all of it is there."""
    kept = folder / f"{stamp}.db"
    files = [path for path in (*side_files(live), live) if path.exists()]
    if not files:
        return None
    folder.mkdir(mode=0o700, exist_ok=True)
    names = [folder / path.name.replace(live.name, kept.name) for path in files]
    parts = [name.with_name(name.name + PART) for name in names]
    try:
        for path, part in zip(files, parts, strict=True):
            shutil.copy2(path, part)
            _sync(part)
        check_free(live)
        for part, name in zip(parts, names, strict=True):
            part.replace(name)
    finally:
        for part in parts:
            part.unlink(missing_ok=True)
    archive.sync_folder(folder)
    return kept


def check_free(live: Path) -> None:
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


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())
