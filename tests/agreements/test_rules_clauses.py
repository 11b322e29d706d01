"""What stands written of a clause, and which ones an agreement must state."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from portal import content
from portal.agreements.rules.clauses import (
    ClauseBook,
    ClauseStanding,
    ClauseType,
    GivenClause,
    Written,
    given_from,
    written_from,
)
from portal.core.rules.plain_data import Malformed, read

BOOK = content.clauses()
NOTHING_KNOWN: dict[str, bool | None] = {}


@pytest.mark.parametrize(
    ("given", "standing"),
    [
        (GivenClause(), "missing"),
        (GivenClause(Decimal(15)), "agreed"),
        (GivenClause(Decimal(0)), "agreed"),
        (GivenClause("no"), "agreed"),
        (GivenClause(""), "missing"),
        (GivenClause(note="They will think about it"), "missing"),
        (GivenClause(na=True, note="Nothing is paid ahead"), "na"),
        (GivenClause(na=True), "missing"),
    ],
)
def test_a_clause_is_agreed_by_a_value_and_set_aside_by_a_reason(given, standing):
    assert given.standing is ClauseStanding(standing)


def test_a_clause_that_depends_on_what_nobody_knows_is_needed():
    clause = BOOK.clause("brand_licence")
    assert clause.needed(NOTHING_KNOWN)
    assert clause.needed({"branded_goods": None})
    assert clause.needed({"branded_goods": True})
    assert not clause.needed({"branded_goods": False})


def test_a_clause_nobody_must_state_is_never_missing():
    assert "quality_deposit" not in Written().missing(BOOK, NOTHING_KNOWN)


def test_the_missing_ones_come_in_the_order_of_the_book():
    missing = Written({"goods_list": GivenClause("Annex 1")}).missing(BOOK, {})
    assert missing[:2] == ("rights_duties", "price_tax_basis")


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
