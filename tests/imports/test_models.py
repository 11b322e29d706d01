"""A file that nobody came back to is cleared away, and a file that still waits is not."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.core.models.change import Stale
from portal.imports.models.imports import Import, ImportFile
from portal.imports.models.jobs import ImportJob, forgotten
from portal.sheets.rules.cells import BadTable
from tests.cast import NOW, stamp


def waiting(person, name, days):
    return Import.receive(name, name.encode(), stamp(person, NOW - timedelta(days=days)))


def test_a_file_that_waited_a_week_is_cleared_away_and_a_newer_one_is_not(database, cast):
    waiting(cast.mei, "old.csv", 8)
    new = waiting(cast.mei, "new.csv", 1)
    assert Import.delete().where(forgotten(NOW)).execute() == 1
    assert [row.part_of_id for row in ImportFile.select()] == [new.id]
    assert new.content() == b"new.csv"


def test_a_file_that_is_being_imported_is_not_cleared_away(database, cast):
    row = waiting(cast.mei, "old.csv", 8)
    job = ImportJob.ask(row, stamp(cast.mei), language="zh", seen=1, expected="", total=2000)
    assert Import.delete().where(forgotten(NOW)).execute() == 0
    ImportJob.update(end="failed").where(ImportJob.id == job.id).execute()
    assert Import.delete().where(forgotten(NOW)).execute() == 1
    assert not ImportJob.select().exists()


def test_what_was_imported_meanwhile_is_not_thrown_away(database, cast):
    row = waiting(cast.mei, "old.csv", 0)
    Import.get_by_id(row.id).change_row(1, done_at=NOW)
    with pytest.raises(Stale):
        row.drop(stamp(cast.mei))
    assert Import.select().count() == 1


def test_a_file_that_does_not_wait_any_more_is_said_to_be_gone(database, cast):
    row = waiting(cast.mei, "old.csv", 0)
    ImportFile.delete().execute()
    with pytest.raises(BadTable, match="gone"):
        row.content()
