"""A backup is complete though people go on working."""

from __future__ import annotations

import json
import os
import stat
import tarfile
import threading
from datetime import timedelta

import pytest

from portal.core.models.undo import Submission
from portal.ops import backup, dumps
from portal.ops.refusal import Refusal
from tests.cast import NOW
from tests.ops.installation import add_file, bring_back, rows


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
