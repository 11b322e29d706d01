"""The trail: every write leaves one event, nothing in it can be changed unnoticed."""

from __future__ import annotations

import peewee
import pytest

from portal.core.models.audit import AuditEvent, AuditHead
from portal.core.models.change import change, part
from portal.core.models.record import db
from portal.core.models.users import User
from portal.settings.models.settings import Setting
from tests.cast import stamp


def test_an_empty_trail_is_whole(database):
    assert AuditEvent.first_fault() is None


def test_each_event_carries_the_hash_of_the_one_before(cast):
    third, second, first = AuditEvent.select().order_by(AuditEvent.id.desc()).limit(3)
    assert (second.previous, third.previous) == (first.hash, second.hash)
    assert AuditEvent.first_fault() is None


def test_a_failed_change_leaves_no_event(cast):
    with pytest.raises(RuntimeError), change(stamp(cast.lin)) as log:
        log("user.rename", cast.lin)
        raise RuntimeError
    assert not AuditEvent.select().where(AuditEvent.verb == "user.rename").exists()


def test_a_failed_part_leaves_no_row_and_no_event_and_the_rest_stays(cast):
    with change(stamp(cast.lin)) as log:
        log("user.rename", cast.lin)
        with pytest.raises(RuntimeError), part(log):
            Setting.put("team.name", "North Bank", stamp(cast.lin))
            raise RuntimeError
    assert AuditEvent.select().where(AuditEvent.verb == "user.rename").exists()
    assert not Setting.select().exists()
    assert not AuditEvent.select().where(AuditEvent.verb.startswith("setting")).exists()


def test_a_change_inside_a_change_is_one_transaction(cast):
    with pytest.raises(RuntimeError), change(stamp(cast.lin)):
        Setting.put("team.name", "North Bank", stamp(cast.lin))
        raise RuntimeError
    assert not Setting.select().exists()


@pytest.mark.parametrize("statement", ["UPDATE audit_event SET verb = 'x'", "DELETE FROM audit_event"])
def test_the_database_itself_refuses_to_change_the_trail(cast, statement):
    with pytest.raises(peewee.DatabaseError, match="append-only"), db.atomic():
        db.execute_sql(statement)


def test_a_missing_tail_is_noticed(cast):
    AuditHead.update(count=AuditHead.count + 1).execute()
    assert AuditEvent.first_fault() == 0


def test_a_forged_event_is_named(cast):
    last = AuditEvent.select().order_by(AuditEvent.id.desc()).get()
    forged = {**last.__data__, "verb": "user.praise", "hash": "f" * 64, "previous": last.hash}
    forged.pop("id")
    key = AuditEvent.insert(**forged).execute()
    assert AuditEvent.first_fault() == key


def test_a_second_save_of_an_old_version_is_refused_with_the_row_as_it_stands(cast):
    from portal.core.models.change import Stale

    cast.mei.change_row(1, name="Mei C.")
    with pytest.raises(Stale) as conflict:
        User.get_by_id(cast.mei.id).change_row(1, name="M. Chen")
    assert conflict.value.current.name == "Mei C."
