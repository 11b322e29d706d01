"""One backup a day by itself, in the night or as soon as the portal is there, and what is kept of them."""

from __future__ import annotations

import logging
import re
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from portal.config import Config
from portal.core.models.users import User
from portal.ops import backup, lock, usable
from portal.ops.nightly.keeping import kept
from portal.ops.refusal import Refusal
from portal.web import logs

NAME = "daily"
FILE = re.compile(rf"{NAME}-(\d{{8}})-\d{{6}}(-\d+)?\.tar")
A_DAY = timedelta(days=1)
OLD = timedelta(days=2)  # then administrators are told
AT_NIGHT = 3  # o'clock where the team is
LOCK = "backup.lock"  # a server and a worker look at the same hour


def make_due(config: Config, database: Any, at: datetime) -> Path | None:
    """Make the backup of the day `at`, which is in the zone of the team, where it is due. A fault goes into the log."""
    folder = config.backup_folder
    if at.hour < AT_NIGHT or not User.select().exists():
        return None
    try:
        with lock.alone(config.instance, seconds=0, name=LOCK):
            if at.date() in days(folder):
                return None
            made = backup.make(config, database, folder, at, NAME)
            prune(folder)
            sweep(folder, at)
    except lock.InUse:
        return None
    except Refusal as fault:
        logs.write("backup failed", logging.ERROR, error=str(fault))
        return None
    logs.write("backup made", path=str(made.path), missing=len(made.manifest.missing))
    return made.path


def missing_since(config: Config, at: datetime) -> datetime | None:
    """The last backup, or the day people joined, where that is too long ago; None where all is well."""
    made, newest, mark = backup.last(config), backup.newest(config), config.instance / usable.ROWS
    files = [datetime.fromtimestamp(path.stat().st_mtime, UTC) for path in (newest, mark) if path and path.exists()]
    since = max([*files[:1], *([made[0]] if made else [])], default=None)
    return since if since and at - since > OLD else None


def days(folder: Path) -> dict[date, list[Path]]:
    """The daily backups in this folder, by their day."""
    files: dict[date, list[Path]] = {}
    for path in sorted(folder.glob(f"{NAME}-*.tar")):
        if match := FILE.fullmatch(path.name):
            files.setdefault(datetime.strptime(match[1], "%Y%m%d").date(), []).append(path)
    return files


def prune(folder: Path) -> None:
    """Only what was made here by itself: backups of people and of upgrades stay."""
    files = days(folder)
    for day in files.keys() - kept(files):
        for path in files[day]:
            path.unlink(missing_ok=True)


def sweep(folder: Path, at: datetime) -> None:
    """Clear away what a backup that was killed left behind: what was begun a day ago is at work no more."""
    for path in (*folder.glob("*.tar.part"), *folder.glob(f"{backup.WORK}*")):
        if path.stat().st_mtime < (at - A_DAY).timestamp():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
