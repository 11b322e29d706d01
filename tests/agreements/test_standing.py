"""What follows from the clauses of an agreement is kept beside them: the pages ask the database what the rules say."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import pytest

from portal import content
from portal.actions.rules import Todo, TodoKind
from portal.agreements.models import Agreement
from portal.agreements.queries import Shelf
from portal.agreements.rules.agreements import AgreementState
from portal.agreements.rules.clauses import GivenClause
from portal.checklists.publishing import publish
from portal.settings.team import HOME_COUNTRY
from portal.suppliers.models.suppliers import Supplier
from tests.agreements.makers import days, make_agreement, marks, written
from tests.cast import TODAY, stamp
from tests.suppliers.makers import make_supplier

SHELF = Shelf(content.clauses(), HOME_COUNTRY)
UNBOUND = (AgreementState.draft, AgreementState.ended)


@pytest.fixture
def agreements(cast):
    """Of every state and with each kind of gap, of suppliers at home, abroad and of an unknown country."""
    countries = {"": "", "North Star": "CN", "South Star": "DE"}
    suppliers = [make_supplier(name or "Nobody knows", country=country) for name, country in countries.items()]
    ends = (None, -1, 0, 30, 90, 91, 400)
    gaps = ((), ("return_days",), ("dispute_venue", "trade_term"), ("renewal_notice_days",))
    for supplier, end, gap, signed in product(suppliers, ends, gaps, (-31, 0, 3, None)):
        about = {"signed_on": signed if signed is None else days(signed), "ends_on": end if end is None else days(end)}
        sent = days(5) if end == 400 else days(-40)
        begun = days(-1) if gap and end == 30 else None
        make_agreement(supplier, gap, sent_on=sent, starts_on=days(2), renewal_on=begun, **about)
    quarter = written(renewal_notice_days=Decimal(10**9), price_tiers="")
    make_agreement(suppliers[1], clauses=quarter, ends_on=days(300), branded="")
    make_agreement(suppliers[2], clauses={}, goods="both").remove(stamp())
    gone = make_supplier("Gone", status="retired")
    make_agreement(gone, ("return_days",), ends_on=days(30))
    return SHELF.read()


def judged_todos(shelf):
    """As the rules have them, agreement by agreement."""
    for agreement in shelf.read():
        if agreement.supplier == "Gone":
            continue
        state, whose = agreement.state(TODAY), (agreement.owner_id, agreement.owner, agreement.id)
        if state is AgreementState.ending and agreement.renewal_on is None:
            yield Todo(TodoKind.renewal, agreement.supplier, agreement.title, agreement.ends_on, *whose)
        missing = agreement.missing(shelf.book)
        if missing and state not in UNBOUND:
            wanted = max(TODAY, agreement.starts_on or TODAY)
            yield Todo(TodoKind.clauses, agreement.supplier, " ".join(missing), wanted, *whose)


@pytest.mark.parametrize("ahead", [90, 30, 0])
def test_what_wants_doing_is_what_the_rules_say_of_each_agreement(agreements, ahead):
    shelf = Shelf(content.clauses(), HOME_COUNTRY, ahead)
    expected = list(judged_todos(shelf))
    assert {todo.kind for todo in expected} == {TodoKind.renewal, TodoKind.clauses}
    assert shelf.todos(TODAY) == expected


def test_the_team_moves_its_notice_of_an_end_only_where_the_agreement_sets_none(cast):
    supplier = make_supplier(country="CN")
    for gap in ((), ("renewal_notice_days",)):
        make_agreement(supplier, gap, ends_on=days(60))
    ending = {ahead: Shelf(content.clauses(), HOME_COUNTRY, ahead).numbers(TODAY)[0] for ahead in (90, 59)}
    assert ending == {90: {"ending": 2}, 59: {"ending": 1, "signed": 1}}


def test_the_list_counts_and_shows_by_state_what_the_rules_say(agreements):
    states, gaps = SHELF.numbers(TODAY)
    by_state = {state: [a for a in agreements if a.state(TODAY) is state] for state in AgreementState}
    open_gaps = [a for a in agreements if a.missing(SHELF.book) and a.state(TODAY) not in UNBOUND]
    assert states == {state.value: len(theirs) for state, theirs in by_state.items()}
    assert gaps == len(open_gaps) > 0
    for state, theirs in by_state.items():
        assert SHELF.page(TODAY, 1, len(agreements), state.value) == theirs
    assert SHELF.page(TODAY, 1, len(agreements), gaps=True) == open_gaps
    assert SHELF.page(TODAY, 2, 10) == agreements[10:21]


def test_a_supplier_that_moves_abroad_owes_other_clauses_though_no_agreement_was_saved(cast):
    supplier = make_supplier(country="CN")
    kept = make_agreement(supplier, ("trade_term",))
    assert SHELF.todos(TODAY) == []
    Supplier.update(country="DE").where(Supplier.id == supplier.id).execute()
    assert [todo.about for todo in SHELF.todos(TODAY)] == ["trade_term"]
    assert Agreement.get_by_id(kept.id).version == kept.version


def test_every_way_of_writing_keeps_what_follows(cast):
    supplier = make_supplier()
    paper = make_agreement(supplier, ("return_days",), signed_on=None)
    assert "return_days" in paper.lacking

    def kept():
        assert Agreement.unsettled() == []
        return Agreement.get_by_id(paper.id)

    paper.write({}, stamp(), {"return_days": GivenClause(Decimal(15)).to_json()})
    assert kept().lacking is None
    copied = {"annex": GivenClause("x").to_json()}
    marks_of = paper.copy(stamp(), copied, "template")
    kept()
    paper.put_back(marks_of, stamp())
    kept()
    seen = marks(Agreement.get_by_id(paper.id).clauses)
    about = {"signed_on": days(-1), "ends_on": days(80), "goods": "both", "branded": ""}
    paper.correct(paper.version, seen, stamp(), **about)
    assert kept().notice_on == days(-10)
    paper.renew(TODAY, stamp())
    paper.remove(stamp())
    paper.restore(stamp())
    kept()


def test_agreements_of_before_are_held_against_the_clauses_at_the_next_start(cast):
    paper = make_agreement(make_supplier(), ("return_days",))
    Agreement.update(notice_on=None, lacking=None, book=0).execute()
    assert Agreement.unsettled() == [paper.id]
    publish()
    assert Agreement.unsettled() == []
    assert Agreement.get_by_id(paper.id).version == paper.version


def test_what_wants_doing_and_the_counts_read_no_clauses(cast, statements):
    make_agreement(make_supplier(), ("return_days",))
    with statements() as seen:
        assert SHELF.todos(TODAY) != []
        SHELF.numbers(TODAY)
    assert len(seen) == 2 and "clauses" not in " ".join(seen)
