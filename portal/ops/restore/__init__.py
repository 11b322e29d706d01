"""Bring a backup back: loaded beside what is there, checked, and swapped in at once; what was there before is kept."""

from __future__ import annotations

import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from portal.config import Config
from portal.database import known_steps
from portal.ops import archive, instance, lock
from portal.ops.archive import Manifest
from portal.ops.restore import file, schema
from portal.ops.restore.content import STAMP, RestoreError

WORK = ".restore-"
PUBLISHED = "published"  # the version whose lists are in the database


@dataclass(frozen=True)
class Restored:
    manifest: Manifest
    kept: str  # where the data from before is now; empty when there was none


def restore(config: Config, source: Path, at: datetime) -> Restored:
    """Raises BadArchive, RestoreError, InUse; then the data of before stands untouched, as when it is killed."""
    instance.prepare(config.instance)
    with lock.alone(config.instance), stoppable():
        sweep(config.instance)
        with tempfile.TemporaryDirectory(prefix=WORK, dir=config.instance) as work:
            manifest = archive.unpack(source, Path(work))
            check_origin(config, manifest)
            # The lists shipped since are published again; before the swap, so that no kill comes in between.
            (config.instance / PUBLISHED).unlink(missing_ok=True)
            bring_back = schema.bring_back if config.database_url else file.bring_back
            kept = bring_back(config, manifest, Path(work), f"{at:{STAMP}}", unstoppable)
    return Restored(manifest, kept)


def sweep(folder: Path) -> None:
    """Clear away what a restore that was killed left behind; nobody may be restoring."""
    for work in folder.glob(f"{WORK}*"):
        shutil.rmtree(work, ignore_errors=True)
    for part in (folder / file.REPLACED).glob(f"*{file.PART}"):
        part.unlink(missing_ok=True)


@contextmanager
def stoppable() -> Iterator[None]:
    """Ctrl-C and SIGTERM end the restore as a refusal does: with nothing changed and nothing left behind."""

    def stop(*_about: object) -> None:
        unstoppable()  # a second one does not cut short what is cleared away
        raise RestoreError("the restore was stopped: nothing was changed")

    before = {wanted: signal.signal(wanted, stop) for wanted in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for wanted, handler in before.items():
            signal.signal(wanted, handler)


def unstoppable() -> None:
    """From here on it takes a moment, and what it says at the end must be true."""
    for wanted in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wanted, signal.SIG_IGN)


def check_origin(config: Config, manifest: Manifest) -> None:
    engine = "postgresql" if config.database_url else "sqlite"
    if manifest.engine != engine:
        raise RestoreError(f"this is a backup of {manifest.engine}, but PORTAL_DATABASE_URL says {engine}")
    known = known_steps()
    if newer := [name for name in manifest.migrations if name not in known]:
        raise RestoreError(f"this backup is newer than this program ({newer[-1]}): install the newer version first")
