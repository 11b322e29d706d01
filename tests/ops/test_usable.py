"""A database that was emptied, replaced or damaged is refused with the way back, and never taken for a new portal."""

from __future__ import annotations

import argparse
import subprocess
import sys

import pytest

from portal.config import Config
from portal.ops import backup, checks, lock, tick, usable
from portal.ops.commands.start import ready
from portal.ops.commands.upkeep import make_backup
from portal.ops.refusal import Refusal
from tests.cast import NOW
from tests.ops.installation import bring_back, rows

PAGE = 4096


def empty(portal):
    """Not a table is left."""
    if portal.config.database_url:
        portal.database.execute_sql("DROP SCHEMA public CASCADE")
        portal.database.execute_sql("CREATE SCHEMA public")
    else:
        gone(portal)
        file(portal).touch()


def gone(portal):
    if portal.config.database_url:
        portal.database.execute_sql("DROP SCHEMA public CASCADE")
        return
    portal.database.close_all()
    for path in portal.config.instance.glob("portal.db*"):
        path.unlink()


def foreign(portal):
    empty(portal)
    run(portal, "CREATE TABLE bookmark (address TEXT)", "CREATE TABLE visit (at TEXT)")


def foreign_with_a_history(portal):
    foreign(portal)
    run(portal, "CREATE TABLE schema_migration (id INTEGER, name TEXT, applied TEXT)")
    run(portal, "INSERT INTO schema_migration VALUES (1, '0001_bookmarks', '2020-01-01')")


def fresh(portal):
    """A portal, but a new one."""
    empty(portal)
    (portal.config.instance / usable.ROWS).rename(portal.config.instance / "aside")
    ready(portal.config)
    (portal.config.instance / "aside").rename(portal.config.instance / usable.ROWS)


def without_a_table(portal):
    run(portal, 'DROP TABLE "user" CASCADE' if portal.config.database_url else 'DROP TABLE "user"')


LOSSES = (empty, gone, foreign, foreign_with_a_history, fresh, without_a_table)


def run(portal, *statements):
    if portal.config.database_url:
        for statement in statements:
            portal.database.execute_sql(statement)
        return
    portal.database.close_all()
    connection = lock.driver.connect(str(file(portal)), isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def file(portal):
    return portal.config.instance / "portal.db"


def refused(portal):
    """What a start says; the check says the same, and both find words for it."""
    portal.database.close_all()
    with pytest.raises(Refusal) as starting:
        ready(portal.config)
    [finding] = [finding for finding in checks.run(portal.config, NOW) if finding.name == "database"]
    assert (finding.level, finding.text) == ("FAIL", str(starting.value))
    assert "\n" not in finding.text
    return finding.text


@pytest.fixture
def started(portal):
    """It was started when it had people."""
    portal.database.close_all()
    ready(portal.config)
    portal.database.connect()
    return portal


@pytest.mark.parametrize("lose", LOSSES, ids=lambda lose: lose.__name__)
def test_a_lost_database_is_refused_with_the_way_back_which_works(started, saved, lose):
    before = rows(started)
    lose(started)
    line = refused(started)
    assert f"portal restore {saved}" in line
    bring_back(started, saved)
    assert rows(started)["user"] == before["user"]
    started.database.close_all()
    assert ready(started.config) == []


@pytest.mark.parametrize("lose", [foreign, foreign_with_a_history], ids=lambda lose: lose.__name__)
def test_a_database_of_another_program_is_never_taken_also_by_a_new_portal(portal, lose):
    lose(portal)
    assert "bookmark, visit" in refused(portal)
    assert {"bookmark", "visit"} <= set(portal.database.get_tables())
    assert "supplier" not in portal.database.get_tables()


def test_to_begin_anew_the_mark_is_deleted_as_the_line_says(started):
    empty(started)
    line = refused(started)
    mark = started.config.instance / usable.ROWS
    assert f"delete {mark}" in line
    mark.unlink()
    assert any("/setup/" in text for text in ready(started.config))


def test_the_address_that_was_forgotten_is_named(started, tmp_path):
    mark = started.config.instance / usable.ROWS
    mark.write_text("postgresql://db/desk\n")
    empty(started)
    assert "this portal had its rows in postgresql://db/desk: see PORTAL_DATABASE_URL" in refused(started)


def test_the_mark_is_set_while_the_portal_serves_and_names_no_password(portal):
    mark = portal.config.instance / usable.ROWS
    tick.mark_people(portal.config)
    assert mark.read_text().strip() == usable.place(portal.config)
    assert "@" not in mark.read_text()


def test_a_portal_that_nobody_has_set_up_has_no_mark(tmp_path):
    config = Config(instance=tmp_path / "new")
    assert ready(config)
    assert ready(config)
    assert not usable.had_rows(config)


def zeros(path):
    path.write_bytes(bytes(path.stat().st_size))


def ruined(path):
    path.write_bytes(b"ruined" * 10_000)


def cut(path):
    with path.open("rb+") as out:
        out.truncate(path.stat().st_size // 2 // PAGE * PAGE)


def zeros_inside(path):
    with path.open("rb+") as out:
        out.seek(PAGE * 3)
        out.write(bytes(path.stat().st_size - PAGE * 6))


DAMAGES = (zeros, ruined, cut, zeros_inside)


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_damaged_file_is_refused_with_the_way_back(sqlite_portal, tmp_path, damage):
    portal = sqlite_portal
    saved = backup.make(portal.config, portal.database, tmp_path / "backups", NOW).path
    run(portal, "PRAGMA journal_mode=DELETE")
    damage(file(portal))
    with pytest.raises(Refusal, match="portal restore") as starting:
        ready(portal.config)
    assert "\n" not in str(starting.value)
    findings = list(checks.run(portal.config, NOW))
    assert any(each.level == "FAIL" and f"portal restore {saved}" in each.text for each in findings)
    with pytest.raises(Refusal):
        make_backup(portal.config, argparse.Namespace(folder=str(tmp_path / "more"), keep=0))
    bring_back(portal, saved)
    assert rows(portal)["user"] == 3


def test_what_restores_replaced_is_named(sqlite_portal, tmp_path):
    portal = sqlite_portal
    saved = backup.make(portal.config, portal.database, tmp_path / "backups", NOW).path
    bring_back(portal, saved)
    zeros(file(portal))
    assert str(portal.config.instance / "replaced") in refused(portal)


@pytest.mark.parametrize("made", ["empty", "gone"])
def test_a_restore_that_an_earlier_version_broke_off_names_the_command_that_brings_the_schema_back(portal, made):
    if not portal.config.database_url:
        return
    portal.database.execute_sql('ALTER SCHEMA "public" RENAME TO "public_20261124_040000"')
    if made == "empty":
        portal.database.execute_sql('CREATE SCHEMA "public"')
    line = refused(portal)
    command = line.partition("Bring it back with: ")[2]
    env = {"PORTAL_DATABASE_URL": portal.config.database_url, "PATH": "/usr/bin:/bin"}
    subprocess.run(command, shell=True, check=True, env=env, capture_output=True)
    assert ready(portal.config) == []
    assert rows(portal)["user"] == 3


def test_check_of_a_folder_that_is_not_there_is_refused(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "portal.ops.cli", "check", "--instance", str(tmp_path / "none")],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.returncode, len(done.stderr.splitlines())) == (2, 1)
