"""A portal moves to the other engine and back: with every row, or not at all."""

from __future__ import annotations

import subprocess
import sys
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import psycopg
import pytest
from playhouse.migrations import Runner

from portal.config import Config
from portal.core.models import search
from portal.core.models.audit import AuditEvent, AuditHead
from portal.core.models.record import db, table_name
from portal.core.models.users import User
from portal.core.rules.search_marks import words_of
from portal.database import MIGRATIONS, open_database
from portal.home.queries.search import suppliers
from portal.imports.models.imports import Import, ImportFile
from portal.ops import instance, lock
from portal.ops.checks.records import differences
from portal.ops.moving import FILE, SQLITE, compare, move, summed
from portal.ops.refusal import Refusal
from portal.suppliers.models.suppliers import Supplier
from portal.tables import MODELS, SEARCHED
from tests import databases, postgres
from tests.cast import NOW, stamp
from tests.databases import ENGINES

ROOT = Path(__file__).parent.parent.parent


@pytest.fixture
def empty():
    """The address of an empty PostgreSQL database."""
    url = postgres.create()
    yield url
    postgres.drop(url)


@contextmanager
def crowded(engine, folder):
    """The settings of a portal with the demo team; nobody is connected to it."""
    instance.prepare(folder)
    with databases.crowded(engine, folder) as (url, database, _world):
        first, *_others, last = Supplier.select().order_by(Supplier.id)
        Supplier.update(merged_into=last).where(Supplier.id == first.id).execute()  # a row names a later one
        Import.receive("名单.xlsx", b"PK\x00\xff", stamp())
        database.close_all()
        yield Config(instance=folder, database_url=url)


@contextmanager
def opened(config):
    before, database = db.obj, open_database(config.database_url, config.instance)
    database.connect()
    try:
        yield database
    finally:
        database.close_all()
        db.initialize(before)


def sums(config):
    with opened(config) as database:
        return {table_name(model): summed(model, database) for model in MODELS}


def test_the_demo_moves_to_postgresql_and_back_and_every_row_is_the_same(tmp_path, empty):
    with crowded("sqlite", tmp_path) as config:
        before = sums(config)
        moved = move(config, empty)
        assert moved.rows == sum(each.rows for each in before.values()) > 1000
        assert moved.events == before["audit_event"].rows
        there = replace(config, database_url=empty)
        assert sums(there) == before
        with pytest.raises(Refusal, match="is there already"):
            move(there, SQLITE)
        (tmp_path / FILE).rename(tmp_path / "old.db")
        assert move(there, SQLITE) == moved
        assert sums(config) == before
        with opened(config):
            assert ImportFile.get().content == b"PK\x00\xff"


@pytest.mark.parametrize("change", [{"note": "another"}, {"since_year": 1999}, {"created_at": NOW}])
def test_one_changed_value_among_all_rows_is_noticed(tmp_path, change):
    with crowded("sqlite", tmp_path) as config, opened(config) as database:
        sums = {model: summed(model, database) for model in MODELS}
        compare(sums, database)
        Supplier.update(**change).where(Supplier.id == 3).execute()
        with pytest.raises(Refusal, match="the rows of supplier are not the same"):
            compare(sums, database)


@pytest.mark.parametrize("engine", ENGINES)
def test_where_it_moved_to_it_is_a_portal_like_any_other(engine, tmp_path, empty):
    with crowded(engine, tmp_path) as config:
        move(config, SQLITE if config.database_url else empty)
        with opened(replace(config, database_url="" if config.database_url else empty)) as database:
            assert differences(database) == []
            name = Supplier.get_by_id(3).name
            assert 3 in [hit.id for hit in suppliers(words_of(name))]
            assert all(search.sound(model) for model in SEARCHED)
            newest = User.select().order_by(User.id.desc()).get().id
            assert User.add("zhou", "Zhou", "buyer", "", None, stamp()).id == newest + 1
            assert AuditEvent.first_fault() is None
            with pytest.raises(Exception, match="append-only"), database.atomic():
                AuditEvent.update(verb="nothing").execute()
            with pytest.raises(Exception, match=r"(?i)foreign key"), database.atomic():
                Supplier.update(merged_into=10**6).execute()


def test_a_database_that_is_not_empty_is_refused(tmp_path, empty):
    with crowded("sqlite", tmp_path) as config:
        with opened(replace(config, database_url=empty)) as database:
            database.execute_sql("CREATE TABLE jobs_task (id integer)")  # of a queue: it may stand there
            database.execute_sql("CREATE TABLE ours (id integer)")
        with pytest.raises(Refusal, match=r"not empty \(1 tables\)"):
            move(config, empty)


def test_a_database_of_another_version_is_refused(tmp_path, empty):
    with crowded("sqlite", tmp_path) as config:
        with opened(replace(config, database_url=empty)) as database:
            Runner(database, str(MIGRATIONS)).up("0001_first_release")
        with pytest.raises(Refusal, match="another version"):
            move(config, empty)


def test_a_portal_that_is_used_is_refused(tmp_path, empty):
    with crowded("sqlite", tmp_path) as config:
        used = lock.join(config.instance)
        with pytest.raises(Refusal, match="stop the portal first"):
            move(config, empty)
        used.close()
        move(config, empty)


def test_a_portal_on_postgresql_that_another_machine_uses_is_refused(tmp_path):
    with crowded("postgresql", tmp_path) as config:
        with opened(config), pytest.raises(Refusal, match="others are connected"):
            move(config, SQLITE)
        assert not (tmp_path / FILE).exists()


def test_a_portal_of_an_older_or_newer_program_is_refused(tmp_path, empty):
    with crowded("sqlite", tmp_path) as config:
        with opened(config) as database:
            Runner(database, str(MIGRATIONS)).History.create(name="9999_from_the_future")
        with pytest.raises(Refusal, match="newer than this program"):
            move(config, empty)
        with opened(config) as database:
            history = Runner(database, str(MIGRATIONS)).History
            newest = history.select().where(history.name != "9999_from_the_future").order_by(history.name.desc()).get()
            history.delete().where(history.name.in_(["9999_from_the_future", newest.name])).execute()
        with pytest.raises(Refusal, match="run `portal migrate` first"):
            move(config, empty)


def test_where_the_portal_is_already_it_does_not_move(tmp_path):
    with crowded("sqlite", tmp_path) as config, pytest.raises(Refusal, match="that is where the portal is"):
        move(config, SQLITE)


def test_rows_the_new_engine_refuses_leave_it_as_empty_as_it_was(tmp_path, empty):
    with crowded("sqlite", tmp_path) as config:
        with opened(config):
            Supplier.update(name="long " * 1000).where(Supplier.id == 1).execute()
        with pytest.raises(Refusal, match="refused rows of supplier: value too long"):
            move(config, empty)
        assert tables(empty) == []


@pytest.mark.parametrize("engine", ENGINES)
def test_an_audit_trail_that_does_not_hold_is_not_moved(engine, tmp_path, empty):
    with crowded(engine, tmp_path) as config:
        with opened(config):
            AuditHead.update(hash="0" * 64).execute()
        goal = SQLITE if config.database_url else empty
        with pytest.raises(Refusal, match="the audit trail does not hold"):
            move(config, goal)
        assert not tables(empty)
        assert goal != SQLITE or not (tmp_path / FILE).exists()


def tables(url):
    with psycopg.connect(url) as connection:
        return connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()").fetchall()


def test_links_that_lead_nowhere_are_not_moved(tmp_path, empty):
    with crowded("sqlite", tmp_path) as config:
        with opened(config) as database:
            database.execute_sql("PRAGMA foreign_keys = OFF")
            Supplier.update(merged_into=10**6).where(Supplier.id == 1).execute()
        with pytest.raises(Refusal, match="lead to rows that are not there"):
            move(config, empty)
        assert not tables(empty)


def test_the_command_says_how_to_switch_over_and_shows_no_password(tmp_path, empty):
    with crowded("sqlite", tmp_path) as config:
        words = [sys.executable, "-P", "-m", "portal.ops.cli", "move-to", empty, "--instance", str(config.instance)]
        done = subprocess.run(
            words, cwd=ROOT, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False
        )
        assert (done.returncode, done.stderr) == (0, "")
        assert "every one is the same" in done.stdout
        assert "PORTAL_DATABASE_URL" in done.stdout
        assert empty not in done.stdout
