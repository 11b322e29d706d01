"""A backup is complete though people go on working, and a restore changes nothing until all of it is checked."""

from __future__ import annotations

import json
import os
import stat
import tarfile
import threading
from datetime import timedelta
from io import BytesIO

import pytest

from portal.core.models.undo import Submission
from portal.core.models.users import User
from portal.ops import backup, dumps, lock
from portal.ops.refusal import Refusal
from portal.ops.restore import restore
from tests.cast import NOW, stamp
from tests.databases import ENGINES
from tests.ops.installation import PICTURE, add_file, installed, settle

LATER = NOW + timedelta(minutes=5)


@pytest.fixture(params=ENGINES)
def portal(request, tmp_path):
    with installed(request.param, tmp_path / "instance") as own:
        settle(own)
        yield own


@pytest.fixture
def sqlite_portal(tmp_path):
    with installed("sqlite", tmp_path / "instance") as own:
        settle(own)
        yield own


@pytest.fixture
def saved(portal, tmp_path):
    return backup.make(portal.config, portal.database, tmp_path / "backups", NOW).path


def rows(portal):
    portal.database.connect(reuse_if_open=True)
    tables = portal.database.get_tables()
    return {table: portal.count(f'"{table}"') for table in tables if not table.startswith("search_")}


def bring_back(portal, saved, at=LATER):
    portal.database.close_all()
    done = restore(portal.config, saved, at)
    portal.database.connect()
    return done


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


def test_a_backup_under_load_holds_every_row_that_was_there_before_it(portal, tmp_path):
    stop, written = threading.Event(), []

    def write() -> None:
        while not stop.is_set():
            written.append(Submission.create(key=f"key {len(written)}", at=NOW).id)
        portal.database.close()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            known = len(written)
            made = backup.make(portal.config, portal.database, tmp_path / "backups", NOW + timedelta(seconds=number))
            assert made.manifest.rows["submission"] >= known
    finally:
        stop.set()
        writer.join()


def test_a_backup_is_one_file_for_its_owner_only_and_leaves_nothing_else(saved):
    assert stat.S_IMODE(saved.stat().st_mode) == 0o600
    assert [path.name for path in saved.parent.iterdir()] == ["portal-20261124-040000.tar"]


def test_the_manifest_says_what_the_backup_holds(portal, saved):
    with tarfile.open(saved) as tar:
        manifest = json.load(tar.extractfile("manifest.json"))
        assert set(tar.getnames()) == {"manifest.json", "database", "uploads/a1"}
    assert manifest["rows"] == rows(portal)
    assert manifest["migrations"][0] == "0001_first_release"
    assert manifest["left_out"] == ["secret_key"]
    assert set(manifest["files"]) == {"database", "uploads/a1"}


def test_two_backups_in_one_second_are_two_files(portal, saved):
    again = backup.make(portal.config, portal.database, saved.parent, NOW).path
    assert again != saved
    assert again.exists()
    assert saved.exists()


def test_a_file_that_is_gone_from_the_disk_is_named_and_does_not_stop_the_backup(portal, tmp_path):
    add_file(portal, "b2", b"bytes")
    (portal.uploads / "b2").unlink()
    made = backup.make(portal.config, portal.database, tmp_path / "backups", NOW)
    assert made.manifest.missing == ("uploads/b2",)
    bring_back(portal, made.path)


def test_only_the_newest_backups_are_kept(tmp_path):
    names = [f"portal-20261{month}01-000000.tar" for month in (0, 1, 2)]
    for name in [*names, "holiday.tar"]:
        (tmp_path / name).touch()
    backup.prune(tmp_path, keep=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["holiday.tar", *names[1:]]
    assert backup.prune(tmp_path, keep=0) == []


def test_a_folder_that_cannot_be_written_is_refused_in_words(portal, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(Refusal, match="cannot be written"):
        backup.make(portal.config, portal.database, tmp_path / "file", NOW)


def rewrite(saved, change=lambda manifest: manifest, members=lambda entries: entries):
    """The same backup with another manifest or other members, packed again."""
    with tarfile.open(saved) as tar:
        entries = [(name, tar.extractfile(name).read()) for name in tar.getnames()]
    manifest = change(json.loads(entries[0][1]))
    with tarfile.open(saved, "w") as tar:
        for name, content in [("manifest.json", json.dumps(manifest).encode()), *members(entries[1:])]:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, BytesIO(content))


def cut(saved):
    os.truncate(saved, saved.stat().st_size // 2)


def empty(saved):
    os.truncate(saved, 0)


def text(saved):
    saved.write_text("this is no backup")


def foreign(saved):
    with tarfile.open(saved, "w") as tar:
        tar.add(__file__, "notes.py")


def turned_byte(saved):
    content = bytearray(saved.read_bytes())
    content[len(content) // 2] ^= 1
    saved.write_bytes(content)


def newer_migration(saved):
    rewrite(saved, lambda manifest: {**manifest, "migrations": [*manifest["migrations"], "9999_from_the_future"]})


def newer_format(saved):
    rewrite(saved, lambda manifest: {**manifest, "format": 2})


def other_engine(saved):
    rewrite(saved, lambda manifest: {**manifest, "engine": "oracle"})


def wrong_count(saved):
    rewrite(saved, lambda manifest: {**manifest, "rows": {**manifest["rows"], "user": 99}})


def no_manifest(saved):
    rewrite(saved, lambda manifest: ["no", "manifest"])


def extra_member(saved):
    rewrite(saved, members=lambda entries: [*entries, ("uploads/evil", b"x")])


def missing_member(saved):
    rewrite(saved, members=lambda entries: entries[:1])


def climbing_path(saved):
    def climb(manifest):
        return {**manifest, "files": {**manifest["files"], "../evil": "0" * 64}}

    rewrite(saved, climb, lambda entries: [*entries, ("../evil", b"x")])


DAMAGES = (
    cut, empty, text, foreign, turned_byte, newer_migration, newer_format, other_engine, wrong_count, no_manifest,
    extra_member, missing_member, climbing_path,
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_restore_of_a_bad_file_is_refused_and_changes_nothing(portal, saved, damage):
    before = rows(portal)
    damage(saved)
    portal.database.close_all()
    with pytest.raises(Refusal) as refused:
        restore(portal.config, saved, LATER)
    assert "\n" not in str(refused.value)
    assert rows(portal) == before
    assert not (portal.config.instance / "evil").exists()
    assert not list(portal.config.instance.glob(".restore-*"))


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


def test_a_database_password_never_stands_among_the_arguments(tmp_path, monkeypatch):
    program = tmp_path / "pg_dump"
    program.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/seen\necho "$PGPASSWORD" > {tmp_path}/password\n')
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    dumps.run_postgres("pg_dump", "postgresql://portal:s%40same@db:5433/desk?sslmode=require", "-Fc")
    assert (tmp_path / "seen").read_text() == "-d postgresql://portal@db:5433/desk?sslmode=require -Fc\n"
    assert (tmp_path / "password").read_text() == "s@same\n"


def test_without_the_postgresql_client_the_package_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Refusal, match="postgresql-client"):
        dumps.run_postgres("pg_dump", "postgresql://portal@db/desk")
