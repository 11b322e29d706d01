"""Agreements: everything is decent by default, signed a month ago, in force for a year and complete."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from portal import content
from portal.agreements.models import Agreement
from portal.agreements.rules.clauses import Clause, ClauseType, GivenClause, Value, clause_mark
from tests.cast import TODAY, stamp

FIGURE = {"price_notice_days": 15, "exit_notice_days": 30, "renewal_notice_days": 90}
PLAIN = {"branded": "no", "custom": "no", "feed": "no"}  # nothing special about the goods


def value_of(clause: Clause) -> Value:
    values: dict[ClauseType, Value] = {
        ClauseType.number: Decimal(FIGURE.get(clause.key, 7)),
        ClauseType.percent: Decimal("0.05"),
        ClauseType.money: Decimal(500),
        ClauseType.yes_no: "yes",
        ClauseType.choice: clause.options[0].key if clause.options else "",
        ClauseType.date: date(2027, 10, 24),
    }
    return values.get(clause.type, "As in annex 1")


def written(lacking: Iterable[str] = (), **values: Value) -> dict[str, Any]:
    """Every clause of the book, but those that are lacking."""
    found = {clause.key: GivenClause(value_of(clause)) for clause in content.clauses().clauses}
    found |= {key: GivenClause(value) for key, value in values.items()}
    return {key: given.to_json() for key, given in found.items() if key not in set(lacking)}


def marks(clauses: dict[str, Any]) -> dict[str, str]:
    """What a person has seen who looked at these clauses."""
    return {key: clause_mark(clause) for key, clause in clauses.items()}


def sent_marks(agreement: Agreement) -> list[str]:
    """The same as a form sends it, of an agreement as it stands."""
    return [f"{key}.{mark}" for key, mark in marks(Agreement.get_by_id(agreement.id).clauses).items()]


def make_agreement(supplier: Any, lacking: Iterable[str] = (), **about: Any) -> Agreement:
    signed = TODAY - timedelta(days=31)
    defaults = {"title": "Frame agreement", "goods": "physical", "sent_on": signed, "signed_on": signed}
    defaults |= {"starts_on": signed, "ends_on": signed + timedelta(days=365), "clauses": written(lacking)}
    return Agreement.get_by_id(Agreement.add(stamp(), supplier=supplier, **(defaults | about)).id)


def days(number: int) -> date:
    return TODAY + timedelta(days=number)
