"""What a person's answer amounts to beside the records."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.checklists.rules.answers import NOT_APPLICABLE, UNKNOWN, AnswerReading, AnswerState
from portal.checklists.rules.deciding import Decision, ReasonMissing, combined, decide
from portal.checklists.rules.items import Item
from portal.checklists.rules.judging import AnswerSource, compute
from portal.checklists.rules.signing import signable, suffices
from portal.core.rules.plain_data import read
from tests.checklists.lists import at_least, item_table, lookup, rule

YES = AnswerReading(AnswerState.answered, "yes")


def item(type_="yes_no", **differs):
    return read(Item, item_table(type_, **differs), "item")


def computed(of, figure):
    return compute(of, figure, lookup)


def test_an_answer_without_records_is_the_persons():
    assert decide(item(), YES, "", None) == Decision(AnswerState.answered, "yes", AnswerSource.person)


def test_the_answer_of_the_records_confirms_them():
    ruled = item(rule=rule(at_least(1)))
    assert decide(ruled, YES, "", computed(ruled, Decimal(1))).source is AnswerSource.confirmed


def test_another_answer_overrides_with_a_reason():
    ruled = item(rule=rule(at_least(1)))
    assert decide(ruled, YES, "I saw it", computed(ruled, Decimal(0))).source is AnswerSource.override


@pytest.mark.parametrize("note", ["", "  \n"])
def test_overriding_without_a_reason_is_refused(note):
    ruled = item(rule=rule(at_least(1)))
    with pytest.raises(ReasonMissing):
        decide(ruled, YES, note, computed(ruled, Decimal(0)))


def test_no_answer_lets_the_records_speak():
    assert decide(item(), UNKNOWN, "", None) == Decision(AnswerState.unknown, None, AnswerSource.person)


def test_an_item_that_offers_not_applicable_needs_no_reason():
    assert decide(item("yes_no_na"), NOT_APPLICABLE, "", None).state is AnswerState.na


def test_not_applicable_elsewhere_needs_a_reason():
    with pytest.raises(ReasonMissing):
        decide(item(), NOT_APPLICABLE, "", None)
    assert decide(item(), NOT_APPLICABLE, "No joint project", None).state is AnswerState.na


@pytest.mark.parametrize(
    ("type_", "mine", "theirs", "both"),
    [
        ("text", "mine", "theirs", "theirs\nmine"),
        ("text", None, "theirs", "theirs"),
        ("text", "same", "same", "same"),
        ("choices", ["serious"], ["clean"], ["clean", "serious"]),
        ("yes_no", "yes", "no", None),
        ("yes_no", "yes", None, "yes"),
    ],
)
def test_two_answers_are_put_together_where_they_do_not_exclude_each_other(type_, mine, theirs, both):
    assert combined(item(type_), mine, theirs) == both


def test_a_list_with_an_open_must_have_or_a_missing_proof_is_not_signed():
    assert signable((), ()).ok
    assert not signable(("S01",), ()).ok
    assert not signable((), ("S02",)).ok


@pytest.mark.parametrize(
    ("signers", "reason", "enough"), [(1, "", False), (2, "", True), (1, "Alone", True), (1, " ", False)]
)
def test_two_accounts_or_a_reason_suffice(signers, reason, enough):
    assert suffices(signers, reason) is enough
