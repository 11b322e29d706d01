"""What stands written of a clause, and which ones an agreement must state."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from portal import content
from portal.agreements.rules.agreements import AgreementFacts
from portal.agreements.rules.clauses import (
    ClauseBook,
    ClauseStanding,
    ClauseType,
    GivenClause,
    Origin,
    Written,
    clause_mark,
    given_from,
    written_from,
)
from portal.core.rules.plain_data import Malformed, read

BOOK = content.clauses()


@pytest.mark.parametrize(
    ("given", "standing"),
    [
        (GivenClause(), "unstated"),
        (GivenClause(Decimal(15)), "agreed"),
        (GivenClause(Decimal(0)), "agreed"),
        (GivenClause("no"), "agreed"),
        (GivenClause(""), "unstated"),
        (GivenClause(note="They will think about it"), "unstated"),
        (GivenClause(na=True, note="Nothing is paid ahead"), "na"),
        (GivenClause(na=True), "unstated"),
    ],
)
def test_a_clause_is_agreed_by_a_value_and_set_aside_by_a_reason(given, standing):
    assert given.standing is ClauseStanding(standing)


PARTS = ("branded_goods", "custom_goods", "feed_in_use", "prepaid_or_wallet")
PLAIN: dict[str, bool | None] = dict.fromkeys(PARTS, False)
HOME, ABROAD = Origin.domestic, Origin.foreign


def core(kinds, origin, **known):
    goods = {"physical_goods": "physical" in kinds, "digital_goods": "digital" in kinds}
    abroad = {"cross_border_agreement": None if origin is None else origin is ABROAD}
    known = PLAIN | goods | abroad | known
    return {clause.key for clause in BOOK.clauses if clause.is_core(kinds, origin, known)}


def test_a_home_made_cup_without_data_link_needs_no_trade_term_duty_data_or_brand_clause():
    cup = core(["physical"], HOME)
    topics = {BOOK.clause(key).topic for key in cup}
    assert not cup & {"trade_term", "duty_payer", "brand_licence", "ip_tooling"}
    assert not topics & {"data", "ip_source", "confidentiality", "refund"}
    assert {"lead_time_days", "return_days", "tolerance", "risk_transfer"} <= cup


def test_what_comes_over_the_border_needs_trade_term_and_duty_instead_of_the_passing_of_risk():
    assert core(["physical"], ABROAD) - core(["physical"], HOME) == {"trade_term", "duty_payer"}
    assert core(["physical"], HOME) - core(["physical"], ABROAD) == {"price_tax_basis", "risk_transfer"}


def test_digital_goods_need_their_own_clauses_and_know_no_duty():
    codes = core(["digital"], ABROAD)
    assert {"delivery_minutes", "bad_code_hours", "warranty_days", "lawful_source"} <= codes
    assert not codes & {"lead_time_days", "tolerance", "trade_term", "duty_payer"}


@pytest.mark.parametrize("kind", ["physical", "digital"])
@pytest.mark.parametrize("origin", Origin)
def test_the_core_set_has_eight_to_twelve_clauses_also_with_one_special_thing(kind, origin):
    assert 8 <= len(core([kind], origin)) <= 11
    for part in PARTS:
        assert len(core([kind], origin, **{part: True})) <= 12


@pytest.mark.parametrize(
    ("part", "key"),
    [
        ("branded_goods", "brand_licence"),
        ("custom_goods", "ip_tooling"),
        ("feed_in_use", "wrong_price_rule"),
        ("prepaid_or_wallet", "prepaid_refund_days"),
    ],
)
def test_a_special_thing_brings_its_clause_with_it(part, key):
    clause, kinds = BOOK.clause(key), ["physical"]
    assert core(kinds, HOME, **{part: True}) - core(kinds, HOME) == {key}
    assert [clause.is_core(kinds, HOME, {part: known}) for known in (True, False, None)] == [True, False, None]
    assert [clause.concerns({part: known}) for known in (True, False, None)] == [True, False, True]


def test_without_a_country_nobody_knows_what_hangs_on_it_and_the_rest_is_core_all_the_same():
    known = PLAIN | {"physical_goods": True, "digital_goods": False}
    open_keys = {clause.key for clause in BOOK.clauses if clause.is_core(["physical"], None, known) is None}
    assert open_keys == {"price_tax_basis", "risk_transfer", "trade_term", "duty_payer"}
    assert core(["physical"], None) == core(["physical"], HOME) & core(["physical"], ABROAD)


def test_goods_of_both_kinds_need_the_clauses_of_both():
    assert core(["physical", "digital"], HOME) == core(["physical"], HOME) | core(["digital"], HOME)


def test_every_condition_of_a_clause_is_one_an_agreement_answers():
    answered = AgreementFacts(id=1, supplier_id=1, supplier="North Star", title="Frame").conditions()
    assert {clause.when for clause in BOOK.clauses} - {None} == set(answered)


def test_what_a_person_saw_is_known_again_by_its_mark():
    assert clause_mark({}) == clause_mark(None) == ""
    assert clause_mark({"value": "a", "note": "b"}) == clause_mark({"note": "b", "value": "a"})
    assert clause_mark({"value": "a"}) != clause_mark({"value": "b"})


@pytest.mark.parametrize("clause", BOOK.clauses, ids=lambda one: one.key)
def test_what_is_written_survives_its_way_through_the_row(clause):
    value = {ClauseType.date: date(2027, 1, 31), ClauseType.number: Decimal("7.5"), ClauseType.percent: Decimal("0.05")}
    given = GivenClause(
        value.get(clause.type, Decimal(5) if clause.type is ClauseType.money else "yes"), note="Annex 2"
    )
    assert given_from(clause, given.to_json()) == given


def test_a_clause_that_left_the_book_and_a_value_of_another_kind_are_left_out():
    found = written_from(BOOK, {"gone": {"value": "x"}, "claim_days": {"value": "soon", "note": "asked"}})
    assert found.clauses == {"claim_days": GivenClause(note="asked")}


def test_only_an_agreed_figure_is_a_number():
    written = Written(
        {
            "claim_days": GivenClause(Decimal(7)),
            "tolerance": GivenClause("2 %"),
            "fix_hours": GivenClause(na=True, note="-"),
        }
    )
    assert (written.number("claim_days"), written.number("tolerance"), written.number("fix_hours")) == (7, None, None)


TITLE = {"zh": "价", "en": "Price"}


TOPIC = {"key": "price", "title": TITLE}
CLAUSE = {"key": "p", "topic": "price", "title": TITLE, "type": "text"}


@pytest.mark.parametrize(
    ("topics", "clauses", "problem"),
    [([TOPIC], [CLAUSE, CLAUSE], "clause twice: p"), ([TOPIC, TOPIC], [CLAUSE], "topic twice: price")],
)
def test_a_key_names_one_clause_and_one_topic(topics, clauses, problem):
    with pytest.raises(Malformed, match=problem):
        read(ClauseBook, {"version": 1, "topics": topics, "clauses": clauses}, "clauses.toml")


@pytest.mark.parametrize(
    ("clause", "problem"),
    [
        ({"topic": "other"}, "no such topic"),
        ({"type": "choice"}, "options"),
        ({"type": "number"}, "unit"),
        ({"type": "choice", "options": [{"key": "a", "zh": "{", "en": "a"}]}, "clauses.toml, p, a: a { } or"),
        ({"type": "rating"}, "one of"),
        ({"colour": "red"}, "unknown"),
    ],
)
def test_a_bad_clause_says_where_it_is_wrong(clause, problem):
    with pytest.raises(Malformed, match=re.escape(problem)):
        read(ClauseBook, {"version": 1, "topics": [TOPIC], "clauses": [CLAUSE | clause]}, "clauses.toml")
