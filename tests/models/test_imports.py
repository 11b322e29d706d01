"""A file that nobody came back to is cleared away, and a file that still waits is not."""

from __future__ import annotations

import os
from datetime import timedelta

from portal import waiting
from portal.models import Import
from tests.cast import NOW, stamp


def test_a_file_that_waited_a_week_is_cleared_away_and_a_newer_one_is_not(database, cast, tmp_path):
    old = Import.receive("suppliers", "old.csv", "a" * 32, 1, stamp(cast.mei, NOW - timedelta(days=8)))
    new = Import.receive("suppliers", "new.csv", "b" * 32, 1, stamp(cast.mei))
    for name in (old.stored, new.stored, "c" * 32):
        (tmp_path / name).write_bytes(b"x")
        os.utime(tmp_path / name, (0, 0))
    (tmp_path / ("d" * 32)).write_bytes(b"just sent")
    assert Import.delete().where(Import.forgotten(NOW)).execute() == 1
    waiting.tidy(tmp_path, Import.stored_names(), NOW - timedelta(days=30))
    waiting.tidy(tmp_path / "nowhere", set(), NOW)
    assert {path.name[0] for path in tmp_path.iterdir()} == {"b", "d"}
