"""`portal check`: a sound installation is told so, and each fault is found by its check."""

from __future__ import annotations

import argparse
import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from portal.agreements.models import Agreement
from portal.codes.keys import derived
from portal.core.models.audit import AuditEvent
from portal.core.models.record import Stamp, db
from portal.core.models.users import Session
from portal.imports.models.imports import Import
from portal.imports.models.jobs import ImportJob
from portal.ops import checks, usable
from portal.ops.commands import start
from tests.agreements.makers import make_agreement
from tests.databases import ENGINES
from tests.ops.installation import installed, settle
from tests.suppliers.makers import make_supplier


@pytest.fixture(params=ENGINES)
def portal(request, tmp_path):
    before = os.umask(0o077)  # as every command sets it
    with installed(request.param, tmp_path / "instance") as own:
        settle(own)
        yield own
    os.umask(before)


def levels(portal, at=None, **settings):
    portal.database.close_all()
    config, moment = replace(portal.config, **settings), at or datetime.now(UTC)
    found = {one.name: one.level for one in checks.run(config, moment)}
    db.initialize(portal.database)  # the checks opened one of their own
    portal.database.connect()
    return found


def test_every_check_of_a_sound_installation_is_content(portal):
    found = levels(portal)
    assert len(found) >= 20
    faults = {name for name, level in found.items() if level != "ok"}
    # The test server runs without fsync and its role is a superuser: both are found.
    assert faults == ({"fsync", "role"} if portal.config.database_url else set())


def test_an_upload_that_is_gone_is_found(portal):
    (portal.uploads / "a1").unlink()
    assert levels(portal)["uploads"] == "FAIL"


def test_a_key_others_can_read_is_found(portal):
    (portal.config.instance / "secret_key").chmod(0o644)
    assert levels(portal)["secret key"] == "FAIL"


def test_a_folder_others_can_read_is_found(portal):
    portal.config.instance.chmod(0o755)
    assert levels(portal)["instance folder"] == "FAIL"


def test_a_missing_index_or_column_is_found(portal):
    portal.database.execute_sql("ALTER TABLE submission ADD COLUMN extra integer")
    assert levels(portal)["schema"] == "FAIL"


def test_a_pending_migration_is_found(portal):
    portal.database.execute_sql("DELETE FROM schema_migration WHERE name > '0002'")
    assert levels(portal)["migrations"] == "FAIL"


def test_a_missing_tail_of_the_audit_trail_is_found(portal):
    portal.database.execute_sql("UPDATE audit_head SET count = count + 1")
    assert levels(portal)["audit trail"] == "FAIL"


def test_a_team_without_an_administrator_is_found(portal):
    portal.database.execute_sql("UPDATE \"user\" SET role = 'buyer'")
    assert levels(portal)["administrator"] == "FAIL"


def test_a_clock_behind_the_records_and_an_old_backup_are_found(portal):
    newest = AuditEvent.select(AuditEvent.at).order_by(AuditEvent.at.desc()).first().at
    assert levels(portal, at=newest - timedelta(days=1))["clock"] == "warn"
    usable.note(portal.config)
    assert levels(portal)["backup"] == "ok"
    assert levels(portal, at=datetime.now(UTC) + timedelta(days=3))["backup"] == "warn"


def test_plain_http_beyond_this_machine_and_an_uncounted_proxy_are_found(portal):
    assert levels(portal, host="0.0.0.0")["transport"] == "warn"
    assert levels(portal, host="0.0.0.0", https=True)["proxy"] == "warn"
    assert levels(portal, https=True, proxy_hops=1)["proxy"] == "ok"
    assert levels(portal, trusted_hosts=(".example",))["host names"] == "warn"


def test_debug_mode_is_found(portal, monkeypatch):
    monkeypatch.setenv("FLASK_DEBUG", "1")
    assert levels(portal)["debug mode"] == "FAIL"


def put_codes(portal, key):
    from tests.codes.makers import batch_of, invented, make_codes, make_digital
    from tests.suppliers.makers import make_supplier

    batch = batch_of(make_digital(make_supplier()))
    make_codes(batch, invented(2), key=key)
    return batch


def test_codes_known_by_their_last_four_are_fine_and_a_text_that_lists_codes_is_found(portal):
    put_codes(portal, derived(portal.config.instance.joinpath("secret_key").read_bytes()))
    found = levels(portal)
    assert (found["card codes"], found["code fingerprints"]) == ("ok", "ok")
    portal.database.execute_sql("UPDATE sample_code SET note = 'bought QX7Z93KM55TPW8RD'")
    assert levels(portal)["card codes"] == "FAIL"
    portal.database.execute_sql("UPDATE sample_code SET note = '', fingerprint = 'QX7Z93KM55TPW8RD'")
    assert levels(portal)["card codes"] == "FAIL"


def test_a_note_that_lists_codes_is_found_wherever_it_stands(portal):
    batch = put_codes(portal, derived(portal.config.instance.joinpath("secret_key").read_bytes()))
    type(batch).update(note="QX7Z93KM55TPW8R1\nQX7Z93KM55TPW8R2\nQX7Z93KM55TPW8R3").execute()
    assert levels(portal)["card codes"] == "FAIL"


def test_codes_of_an_earlier_secret_key_are_counted(portal):
    put_codes(portal, b"k" * 32)
    assert levels(portal)["code fingerprints"] == "warn"


def test_work_that_nobody_does_is_found(portal):
    at = datetime.now(UTC)
    row = Import.receive("list.csv", b"", Stamp(None, at))
    job = ImportJob.ask(row, Stamp(None, at - timedelta(minutes=6)), language="zh", seen=1, expected="", total=2000)
    assert levels(portal)["jobs"] == "warn"
    ImportJob.take(job.id, "token", at)
    assert levels(portal)["jobs"] == "ok"


def test_expired_sessions_are_cleared_by_the_periodic_work_and_live_ones_stay(portal):
    from portal.ops import tick

    began = Session.get().created_at
    assert tick.clear(portal.database, began)["sessions cleared"] == 0
    assert tick.clear(portal.database, began + timedelta(hours=13))["sessions cleared"] == 1
    assert tick.clear(portal.database, began + timedelta(hours=13))["sessions cleared"] == 0


def test_a_search_index_that_misses_a_row_is_found_and_migrating_makes_it_anew(portal, capsys):
    supplier = make_supplier("North Star")
    if portal.config.database_url:  # PostgreSQL keeps it as any other index
        assert levels(portal)["search index"] == "ok"
        return
    portal.database.execute_sql("DROP TRIGGER search_supplier_changed")
    supplier.change_row(1, search="south star")
    assert levels(portal)["search index"] == "warn"
    portal.database.close_all()
    assert start.migrate(portal.config, argparse.Namespace()) == 0
    db.initialize(portal.database)
    portal.database.connect()
    assert levels(portal)["search index"] == "ok"


def test_an_agreement_that_keeps_something_else_than_its_clauses_say_is_found(portal):
    make_agreement(make_supplier())
    Agreement.update(lacking="home=return_days").execute()
    assert levels(portal)["agreements"] == "warn"
    Agreement.settle_all(whole=True)
    assert levels(portal)["agreements"] == "ok"
