"""What a restored database must hold, and what may not come alive again with it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from portal.ops import archive
from portal.ops.archive import UPLOADS, Manifest
from portal.ops.dumps import DumpFacts
from portal.ops.refusal import Refusal

STAMP = "%Y%m%d-%H%M%S"
# Links that still let somebody in, by the table they stand in.
OPEN_LINKS = {
    "access_link": "used_at IS NULL AND revoked_at IS NULL",
    "feedback_link": "revoked_at IS NULL",
}


class RestoreError(Refusal):
    """Nothing was changed."""


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


def add_uploads(instance: Path, work: Path) -> None:
    """Names are random and files never change, so those already there are the same ones."""
    folder = instance / UPLOADS
    folder.mkdir(mode=0o700, exist_ok=True)
    for path in (work / UPLOADS).glob("*"):
        if not (folder / path.name).exists() or archive.digest(folder / path.name) != archive.digest(path):
            shutil.move(path, folder / path.name)
    archive.sync_folder(folder)
