"""What was made before the first release, when its one schema step was eleven: databases and backups go on."""

from __future__ import annotations

import lzma
import os
from contextlib import contextmanager
from pathlib import Path

import pytest
from playhouse.migrations import Runner

from portal.checklists.models.templates import TemplateVersion
from portal.checklists.rules.checklists import Checklist
from portal.core.models.record import db
from portal.core.models.users import User
from portal.database import BEFORE_FIRST, FIRST_RELEASE, MIGRATIONS, DatabaseError, migrate, pending
from portal.ops import checks
from portal.ops.archive import unpack
from portal.ops.checks.records import differences
from portal.ops.restore import restore
from portal.samples.rules.sampling import SampleTemplate
from portal.web.clock import now
from tests import databases
from tests.browser_client import Browser
from tests.databases import ENGINES, application
from tests.ops.installation import installed

BACKUPS = Path(__file__).parent / "before_first_release"  # of the demo team, made by the program of 2026-11-29
STEPS = sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))
# Tables in which an upgrade writes: lists published since, and who is told of it.
WRITTEN = {"session", "template", "template_version", "audit_event", "audit_head", "schema_migration"}
SCHEMA = {  # columns with their place, indexes, references and triggers
    "sqlite": (
        "SELECT 'column', t.name, c.cid, c.name, c.type, c.\"notnull\", c.pk FROM sqlite_master t,"
        " pragma_table_xinfo(t.name) c WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'",
        "SELECT 'index', i.tbl_name, i.name, c.seqno, c.name FROM sqlite_master i, pragma_index_info(i.name) c"
        " WHERE i.type = 'index'",
        'SELECT \'foreign\', t.name, f."from", f."table", f."to", f.on_delete'
        " FROM sqlite_master t, pragma_foreign_key_list(t.name) f WHERE t.type = 'table'",
        "SELECT 'trigger', tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'",
    ),
    "postgresql": (
        "SELECT 'column', table_name, ordinal_position, column_name, data_type, character_maximum_length, is_nullable,"
        " collation_name, column_default FROM information_schema.columns WHERE table_schema = 'public'",
        "SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'",
        "SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint"
        " WHERE connamespace = 'public'::regnamespace",
        "SELECT 'trigger', tgrelid::regclass::text, pg_get_triggerdef(oid) FROM pg_trigger"
        " WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace)",
    ),
}


@contextmanager
def restored(engine, folder):
    """An installation with the backup of before brought back."""
    saved = folder / "portal-before.tar"
    saved.write_bytes(lzma.decompress((BACKUPS / f"{engine}.tar.xz").read_bytes()))
    umask = os.umask(0o077)  # as every command sets it
    with installed(engine, folder / "instance") as portal:
        portal.database.close_all()
        restore(portal.config, saved, now())
        db.initialize(portal.database)
        portal.database.connect()
        yield portal
    os.umask(umask)


@pytest.fixture(params=ENGINES)
def old(request, tmp_path):
    with restored(request.param, tmp_path) as portal:
        yield portal


@pytest.fixture(scope="module", params=ENGINES)
def portal(request, tmp_path_factory):
    """The same, brought up to this program; nobody writes in it."""
    with restored(request.param, tmp_path_factory.mktemp("before")) as portal:
        migrate(portal.database, portal.config.instance)
        yield portal


def history(portal):
    return sorted(Runner(portal.database, str(MIGRATIONS)).applied())


def schema(engine, database):
    return {tuple(map(str, row)) for sql in SCHEMA[engine] for row in database.execute_sql(sql).fetchall()}


def test_eleven_steps_of_the_history_become_one_and_nothing_is_made_again(old):
    assert history(old) == list(BEFORE_FIRST)
    assert pending(old.database) == STEPS
    assert migrate(old.database, old.config.instance) == STEPS
    assert history(old) == STEPS
    assert migrate(old.database, old.config.instance) == []


def test_a_database_that_stands_between_the_eleven_is_refused_in_words(old):
    kept = Runner(old.database, str(MIGRATIONS)).History
    kept.delete().where(kept.name > "0007_path").execute()
    with pytest.raises(DatabaseError, match=r"an early version made this database \(0007_path\)"):
        migrate(old.database, old.config.instance)
    assert FIRST_RELEASE not in history(old)


def test_every_row_is_still_there(portal, tmp_path):
    manifest = unpack(portal.config.instance.parent / "portal-before.tar", tmp_path)
    assert sum(manifest.rows.values()) > 1500
    kept = {table: count for table, count in manifest.rows.items() if table not in WRITTEN}
    assert {table: portal.count(f'"{table}"') for table in kept} == kept


def test_the_schema_is_that_of_a_new_database(portal, tmp_path):
    assert differences(portal.database) == []
    upgraded = schema(portal.engine, portal.database)
    with databases.migrated(portal.engine, tmp_path) as (_url, database):
        assert upgraded == schema(portal.engine, database)


def test_portal_check_names_nothing_but_what_a_restore_leaves_to_do(portal):
    portal.database.close_all()
    findings = {one.name: one.text for one in checks.run(portal.config, now()) if one.level != "ok"}
    db.initialize(portal.database)
    portal.database.connect()
    # The test server runs without fsync and its role is a superuser.
    of_the_server = {"fsync", "role"} if portal.config.database_url else set()
    assert set(findings) == {"code fingerprints"} | of_the_server, findings


def test_each_published_version_reads_and_is_written_as_it_stood(portal):
    versions = list(TemplateVersion.select())
    assert len(versions) >= 13
    for row in versions:
        kind = SampleTemplate if "criteria" in row.content else Checklist
        assert kind.from_json(row.content).to_json() == row.content


def test_its_pages_open(portal):
    app = application(portal.config.database_url, portal.config.instance)
    app.test_client_class = Browser
    lin = app.test_client()
    lin.become(User.get(User.role == "admin"), "en")
    for address in ("/", "/suppliers", "/suppliers/1", "/samples/1", "/comparisons", "/imports", "/audit"):
        assert lin.get(address).status_code == 200, address
