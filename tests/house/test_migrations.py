"""Migrations and models say the same, on both engines."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from playhouse.migrations import Runner

from portal.core.models.record import db
from portal.database import MIGRATIONS, DatabaseError, migrate, open_database, pending
from portal.ops.checks.records import differences


def test_models_and_migrations_agree(database):
    assert differences(database) == []


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_text_sorts_by_code_point_in_every_column(database):
    """As SQLite does it; a step that adds a column must say so."""
    elsewhere = database.execute_sql(
        "SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'"
        " AND data_type IN ('text', 'character varying') AND collation_name IS DISTINCT FROM 'C'"
    ).fetchall()
    assert [column for column in elsewhere if column[0] != "schema_migration"] == []


def test_nothing_is_pending_after_a_start(database):
    assert pending(database) == []


def test_migrations_are_numbered_without_a_gap():
    numbers = sorted(int(path.stem[:4]) for path in Path(MIGRATIONS).glob("[0-9]*.py"))
    assert numbers == list(range(1, len(numbers) + 1))


def test_migrations_import_nothing_from_the_program():
    for path in Path(MIGRATIONS).glob("[0-9]*.py"):
        assert "portal" not in path.read_text(encoding="utf-8")


def test_a_database_newer_than_the_program_is_refused_in_words(tmp_path):
    found = open_database("", tmp_path)
    migrate(found, tmp_path)
    Runner(found, str(MIGRATIONS)).History.create(name="9999_from_the_future")
    with pytest.raises(DatabaseError, match="newer than this program"):
        migrate(found, tmp_path)
    found.close_all()


def test_two_starts_at_once_do_not_race(tmp_path):
    found = open_database("", tmp_path)
    applied: list[list[str]] = []

    def start() -> None:
        applied.append(migrate(found, tmp_path))
        found.close()

    threads = [threading.Thread(target=start) for _number in range(4)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    found.close_all()
    assert sorted(map(len, applied))[:3] == [0, 0, 0]
    assert max(map(len, applied)) >= 1


def test_every_schema_step_can_be_taken_back(tmp_path):
    found = open_database("", tmp_path)
    migrate(found, tmp_path)
    runner = Runner(found, str(MIGRATIONS))
    while runner.applied():
        runner.down()
    assert set(found.get_tables()) <= {"schema_migration"}
    found.close_all()


@pytest.fixture(autouse=True)
def _proxy_back():
    before = db.obj
    yield
    db.initialize(before)
