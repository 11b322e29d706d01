"""Agreements as rows: what people write, take back and leave to each other, and how they are read."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from portal import content
from portal.agreements.models import Agreement, AgreementFile, ClausesTaken
from portal.agreements.queries import Shelf, files, with_supplier
from portal.agreements.rules.agreements import AgreementState
from portal.core.models.audit import AuditEvent
from portal.handover.models.merging import merge
from portal.suppliers.models.suppliers import Supplier
from tests.agreements.makers import make_agreement, marks, written
from tests.cast import TODAY, stamp
from tests.suppliers.makers import make_supplier

SHELF = Shelf(content.clauses(), "CN")


def days(number):
    return TODAY + timedelta(days=number)


@pytest.fixture
def agreement(supplier):
    return make_agreement(supplier)


@pytest.fixture
def draft(supplier):
    return make_agreement(supplier, signed_on=None)


def events(verb):
    return [
        (json.loads(one.before), json.loads(one.after)) for one in AuditEvent.select().where(AuditEvent.verb == verb)
    ]


def test_what_it_says_comes_back_as_it_was_written(agreement):
    [one] = SHELF.read()
    assert one.written.number("price_notice_days") == 15
    assert one.missing(SHELF.book) == ()
    assert one.state(TODAY) is AgreementState.signed


def test_the_trail_keeps_only_the_clauses_that_changed(draft, cast):
    said = written() | {"claim_days": {"value": {"decimal": "10"}}}
    draft.write(marks(written()), stamp(cast.mei), said)
    assert events("agreement.write") == [
        ({"claim_days": {"value": {"decimal": "7"}}}, {"claim_days": {"value": {"decimal": "10"}}})
    ]


def test_a_clause_a_colleague_wrote_meanwhile_is_not_saved_over_and_names_the_colleague(draft, cast):
    draft.write(marks(written()), stamp(cast.lin), {"claim_days": {"value": {"decimal": "9"}}})
    draft.write(marks(written()), stamp(cast.mei), {"fix_hours": {"value": {"decimal": "3"}}})
    with pytest.raises(ClausesTaken) as taken:
        both = {"claim_days": {"value": {"decimal": "30"}}, "fix_hours": {"value": {"decimal": "7"}}}
        draft.write(marks(written()), stamp(cast.mei), both)
    assert (taken.value.keys, taken.value.current.saved_by) == (("claim_days",), "林悦")
    stands = Agreement.get_by_id(draft.id).clauses
    assert stands["claim_days"] == {"value": {"decimal": "9"}}
    assert stands["fix_hours"] == {"value": {"decimal": "3"}}


def test_two_people_write_different_clauses_beside_each_other(draft, cast):
    draft.write(marks(written()), stamp(cast.lin), {"claim_days": {"value": {"decimal": "9"}}})
    draft.write(marks(written()), stamp(cast.mei), {"return_days": {}})
    stands = Agreement.get_by_id(draft.id).clauses
    assert stands["claim_days"] == {"value": {"decimal": "9"}}
    assert "return_days" not in stands


def test_a_clause_left_as_it_was_seen_does_not_take_back_what_a_colleague_wrote(draft, cast):
    draft.write(marks(written()), stamp(cast.lin), {"claim_days": {"value": {"decimal": "9"}}})
    draft.write(marks(written()), stamp(cast.mei), written())
    assert Agreement.get_by_id(draft.id).clauses["claim_days"] == {"value": {"decimal": "9"}}
    assert len(events("agreement.write")) == 1


def test_what_a_colleague_wrote_while_a_copy_was_chosen_is_not_copied_over(draft, cast):
    draft.write(marks(written()), stamp(cast.lin), {"fix_hours": {}})
    copy = {"claim_days": {"value": {"decimal": "99"}}, "fix_hours": {"value": {"decimal": "1"}}}
    assert set(draft.copy(stamp(cast.mei), copy, "South Star")) == {"fix_hours"}
    assert Agreement.get_by_id(draft.id).clauses == written() | {"fix_hours": {"value": {"decimal": "1"}}}


def test_writing_clauses_is_no_conflict_with_what_is_typed_of_the_agreement_itself(draft, cast):
    draft.write(marks(written()), stamp(cast.lin), {"claim_days": {}})
    assert Agreement.get_by_id(draft.id).amend(1, stamp(cast.mei), title="Two").title == "Two"
    assert "claim_days" not in Agreement.get_by_id(draft.id).clauses


def test_beginning_a_renewal_twice_is_one_event(agreement, cast):
    agreement.renew(TODAY, stamp(cast.mei))
    agreement.renew(TODAY, stamp(cast.mei))
    assert len(events("agreement.edit")) == 1


def test_a_deleted_agreement_and_one_of_a_deleted_supplier_are_not_read(agreement, supplier, cast):
    agreement.remove(stamp(cast.mei))
    assert SHELF.read() == []
    agreement.restore(stamp(cast.mei))
    supplier.remove(stamp(cast.mei))
    assert SHELF.read() == []
    assert with_supplier(agreement.id) is None


def test_agreements_of_many_suppliers_are_one_statement(cast, statements):
    suppliers = [make_supplier(f"S{number}") for number in range(5)]
    for supplier in suppliers:
        make_agreement(supplier), make_agreement(supplier, signed_on=None)
    with statements() as seen:
        assert sum(map(len, SHELF.of([one.id for one in suppliers]).values())) == 10
    assert len(seen) == 1


@pytest.mark.parametrize(("country", "abroad"), [("CN", False), ("SG", True), ("", None)])
def test_a_supplier_elsewhere_needs_the_clauses_of_trade_and_nobody_knows_without_a_country(cast, country, abroad):
    make_agreement(make_supplier(country=country), lacking=["duty_payer"])
    [one] = SHELF.read()
    assert one.abroad is abroad
    assert one.missing(SHELF.book) == (("duty_payer",) if abroad else ())
    assert SHELF.mark(one, TODAY).undecided == (("country",) if abroad is None else ())


def todos():
    return [(one.kind, one.title, one.about, one.due_on, one.owner) for one in SHELF.todos(TODAY)]


def test_one_that_ends_within_ninety_days_is_the_owners_to_do_until_its_renewal_is_begun(supplier, cast):
    agreement = make_agreement(supplier, ends_on=days(60))
    assert todos() == [("renewal", "North Star", "Frame agreement", days(60), "Mei Chen")]
    agreement.renew(TODAY, stamp(cast.mei))
    assert todos() == []


def test_once_ended_it_asks_for_nothing(supplier):
    make_agreement(supplier, lacking=["tolerance"], ends_on=days(-1))
    assert todos() == []


def test_a_clause_missing_from_what_was_sent_or_signed_is_a_to_do_and_a_draft_is_not(supplier):
    make_agreement(supplier, lacking=["tolerance", "return_days", "claim_days"])
    make_agreement(supplier, lacking=["tolerance"], sent_on=None, signed_on=None)
    assert todos() == [("clauses", "North Star", "return_days tolerance", days(0), "Mei Chen")]


def test_papers_stand_newest_first_and_none_replaces_another(agreement, cast):
    for on, note in ((days(-40), "their draft"), (days(-31), "both stamps")):
        AgreementFile.add(stamp(cast.mei), agreement=agreement, on=on, note=note, by=cast.mei)
    assert [(one.note, one.by) for one in files(agreement.id)] == [
        ("both stamps", "Mei Chen"),
        ("their draft", "Mei Chen"),
    ]


def test_agreements_go_with_a_supplier_that_is_merged_into_another(agreement, supplier, cast):
    other = make_supplier("South Star")
    merge(Supplier.get_by_id(supplier.id), Supplier.get_by_id(other.id), supplier.version, stamp(cast.lin))
    assert Agreement.get_by_id(agreement.id).supplier_id == other.id
