"""A backup of a running portal: the database in one snapshot, then the files its rows name, then a manifest."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.config import Config
from portal.core.disk import is_full
from portal.database import is_postgres
from portal.ops import archive, dumps
from portal.ops.archive import DATABASE, UPLOADS, Manifest
from portal.ops.refusal import Refusal
from portal.version import VERSION

PATTERN = "portal-*.tar"
LAST = "last_backup"
WORK = ".portal-backup-"
NAMED = re.compile(r"(portal|daily)-\d{8}-\d{6}")


class BackupError(Refusal):
    """No backup was made."""


@dataclass(frozen=True)
class Backup:
    path: Path
    manifest: Manifest


def make(config: Config, database: Any, folder: Path, at: datetime, name: str = "portal") -> Backup:
    """Raises BackupError, DumpError. `database` is open; other people go on working meanwhile."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=WORK, dir=folder) as work:
            made = _make(config, database, Path(work), free_name(folder, at, name), at)
    except (OSError, dumps.driver.OperationalError) as error:
        reason = "the disk is full" if is_full(error) else getattr(error, "strerror", None) or error
        raise BackupError(f"the backup cannot be written to {folder}: {reason}") from None
    remember(config.instance, made.path, at)
    return made


def remember(instance: Path, target: Path, at: datetime) -> None:
    """When the last one was made: whole, or as it was. The backup counts also where this cannot be noted."""
    part = instance / f"{LAST}.part"
    try:
        part.write_text(f"{at.isoformat()}\n{target}\n", encoding="utf-8")
        part.replace(instance / LAST)
    except OSError:
        part.unlink(missing_ok=True)


def _make(config: Config, database: Any, work: Path, target: Path, at: datetime) -> Backup:
    copy = work / DATABASE
    if is_postgres(database):
        facts = dumps.copy_postgres(database, config.database_url, copy)
    else:
        facts = dumps.copy_sqlite(database, copy)
    # After the snapshot, so that no row lacks its file.
    members = {DATABASE: copy, **{f"{UPLOADS}/{name}": config.instance / UPLOADS / name for name in facts.uploads}}
    present = {name: path for name, path in members.items() if path.is_file()}
    manifest = Manifest(
        made_at=at.isoformat(),
        version=VERSION,
        engine=engine(database),
        migrations=facts.migrations,
        rows=facts.rows,
        files={name: archive.digest(path) for name, path in present.items()},
        missing=tuple(sorted(members.keys() - present.keys())),
    )
    archive.pack(target, manifest, present)
    return Backup(target, manifest)


def engine(database: Any) -> str:
    return "postgresql" if is_postgres(database) else "sqlite"


def free_name(folder: Path, at: datetime, name: str) -> Path:
    stem = f"{name}-{at:%Y%m%d-%H%M%S}"
    names = [folder / f"{stem}.tar", *(folder / f"{stem}-{number}.tar" for number in range(2, 1000))]
    return next(name for name in names if not name.exists())


def last(config: Config) -> tuple[datetime, Path] | None:
    """When and where the last backup was made; kept beside the database, since it is asked for when that is lost."""
    try:
        at, place = (config.instance / LAST).read_text(encoding="utf-8").splitlines()[:2]
        return datetime.fromisoformat(at), Path(place)
    except (OSError, ValueError):
        return None


def newest(config: Config) -> Path | None:
    """The newest backup that can be found from the instance folder."""
    made = last(config)
    files = [made[1]] if made and made[1].exists() else []
    files += [path for path in config.backup_folder.glob("*.tar") if NAMED.match(path.name)]
    return max(files, key=lambda path: path.stat().st_mtime, default=None)


def prune(folder: Path, keep: int) -> list[Path]:
    """Delete all but the newest `keep` backups; their names sort by time."""
    old = sorted(folder.glob(PATTERN))[:-keep] if keep else []
    for path in old:
        path.unlink()
    return old
