"""A restore brings back all of it, keeps what was there, and waits until nobody works."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from portal.core.models.users import User
from portal.ops import backup, dumps, lock
from portal.ops.refusal import Refusal
from portal.ops.restore import restore
from tests.cast import NOW, stamp
from tests.ops.installation import LATER, PICTURE, bring_back, installed, rows


def test_a_restore_brings_back_every_row_and_file(portal, saved):
    before = rows(portal)
    User.add("later", "Somebody who came later", "viewer", "x", None, stamp(at=LATER))
    (portal.uploads / "a1").unlink()
    bring_back(portal, saved)
    assert rows(portal) == {**before, "session": 0}
    assert (portal.uploads / "a1").read_bytes() == PICTURE


def test_a_restore_into_an_empty_folder_needs_nothing_but_the_file(portal, saved, tmp_path):
    before = rows(portal)
    with installed(portal.engine, tmp_path / "new") as new:
        bring_back(new, saved)
        assert rows(new) == {**before, "session": 0}
        assert (new.uploads / "a1").read_bytes() == PICTURE


def test_a_session_ended_since_the_backup_does_not_come_alive_again(portal, saved):
    assert rows(portal)["session"] == 1
    bring_back(portal, saved)
    assert rows(portal)["session"] == 0


def test_what_was_there_before_is_kept(portal, saved):
    User.add("later", "Somebody who came later", "viewer", "x", None, stamp(at=LATER))
    kept = bring_back(portal, saved).kept
    if portal.config.database_url:
        name = kept.removeprefix("schema ")
        assert portal.count(f'"{name}"."user"') == 4
    else:
        old = dumps.open_sqlite(portal.config.instance / "replaced" / os.path.basename(kept))
        assert old.execute("SELECT count(*) FROM user").fetchone() == (4,)
        old.close()
    assert rows(portal)["user"] == 3


def test_a_second_restore_keeps_the_first_ones_too(portal, saved):
    first = bring_back(portal, saved).kept
    second = bring_back(portal, saved, LATER + timedelta(minutes=1)).kept
    assert first != second
    assert rows(portal)["user"] == 3


def test_a_restore_waits_until_the_portal_has_stopped(portal, saved):
    portal.database.close_all()
    held = lock.join(portal.config.instance)
    with pytest.raises(Refusal, match="stop the portal first"):
        restore(portal.config, saved, LATER)
    held.close()
    restore(portal.config, saved, LATER)


def test_a_portal_does_not_start_in_the_middle_of_a_restore(portal):
    with lock.alone(portal.config.instance), pytest.raises(Refusal, match="being restored"):
        lock.join(portal.config.instance, seconds=0)


def test_a_stale_log_of_another_database_never_meets_the_restored_one(sqlite_portal, tmp_path):
    portal = sqlite_portal
    saved = backup.make(portal.config, portal.database, tmp_path / "backups", NOW).path
    portal.database.close_all()
    live = portal.config.instance / "portal.db"
    live.write_bytes(b"ruined" * 1000)
    for suffix in ("-wal", "-shm"):
        live.with_name(live.name + suffix).write_bytes(b"stale" * 1000)
    bring_back(portal, saved)
    assert rows(portal)["user"] == 3
    kept = {path.suffix for path in (portal.config.instance / "replaced").iterdir()}
    assert kept == {".db", ".db-wal", ".db-shm"}


def test_another_program_with_the_database_open_stops_the_restore(sqlite_portal, tmp_path):
    portal = sqlite_portal
    saved = backup.make(portal.config, portal.database, tmp_path / "backups", NOW).path
    with pytest.raises(Refusal, match="another program has the database open"):
        restore(portal.config, saved, LATER)
    assert not list((portal.config.instance / "replaced").iterdir())
