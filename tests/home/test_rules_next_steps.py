"""The rules of the next steps: which hold, in which order, and what is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from portal.actions.rules import Todo, TodoKind
from portal.home.rules.next_steps import (
    TEAM,
    CheapOffer,
    OpenStep,
    ProductStanding,
    ProvenStanding,
    PutOff,
    StepFacts,
    StepRule,
    next_steps,
)
from portal.suppliers.rules.pipeline import Status
from tests.cast import TODAY

TOMORROW = TODAY + timedelta(days=1)


def product(id: int = 1, name: str = "Cup", quoting: int = 3, lacking: int = 0, sampled: int = 2) -> ProductStanding:
    """Quoted by three, two of them tried, nothing missing."""
    offers = tuple(CheapOffer(number, number, f"S{number}", number * 1_000_000) for number in (1, 2))
    return ProductStanding(id, name, 100, quoting, lacking, sampled, offers)


def supplier(id: int = 1, name: str = "North Star", **about: Any) -> ProvenStanding:
    """On trial under an agreement in force."""
    defaults: dict[str, Any] = {"status": Status.trial, "sample": 7, "passed_on": TODAY, "binding": 1, "coming": 0}
    return ProvenStanding(id, name, **(defaults | about))


def steps(todos: tuple[Todo, ...] = (), **facts: Any) -> tuple[OpenStep, ...]:
    return next_steps(StepFacts(**facts), todos, TODAY).steps


def rules(**facts: Any) -> list[StepRule]:
    return [step.rule for step in steps(**facts)]


def todo(kind: TodoKind, title: str, about: str = "") -> Todo:
    return Todo(kind, title, about, TODAY, None, None, 1)


def test_where_nothing_is_in_the_way_nothing_is_proposed():
    assert rules(products=[product()], suppliers=[supplier()]) == []


@pytest.mark.parametrize(("wanted", "unsold"), [(100, 0), (30, 30)])
def test_a_quantity_nobody_sells_is_named_and_any_other_is_not(wanted, unsold):
    [step] = steps(products=[replace(product(sampled=0), wanted=wanted)])
    assert (step.units, step.wanted) == (100, unsold)


def test_a_product_that_several_quote_and_nobody_tried_begins_with_the_two_cheapest():
    [step] = steps(products=[product(sampled=0)])
    assert (step.rule, step.number, [offer.name for offer in step.offers]) == (StepRule.sample, 3, ["S1", "S2"])


def test_where_one_was_tried_a_second_is_asked_for():
    [step] = steps(products=[product(sampled=1)])
    assert (step.rule, [offer.name for offer in step.offers]) == (StepRule.second_sample, ["S1"])


def test_a_product_that_only_one_quotes_wants_a_second_price_before_samples():
    assert rules(products=[product(quoting=1, sampled=0, lacking=1)]) == [StepRule.single]


def test_quotes_without_freight_are_counted_out_of_those_that_hold():
    [step] = steps(products=[product(lacking=2)])
    assert (step.rule, step.number, step.of) == (StepRule.freight, 2, 3)


@pytest.mark.parametrize(("status", "to"), [(Status.negotiating, Status.trial), (Status.sampling, Status.negotiating)])
def test_a_proven_supplier_under_agreement_moves_one_step_on(status, to):
    [step] = steps(suppliers=[supplier(status=status)])
    assert (step.rule, step.status, step.to) == (StepRule.move, status, to)


def test_a_proven_supplier_without_any_agreement_wants_one():
    [step] = steps(suppliers=[supplier(status=Status.sampling, binding=0)])
    assert (step.rule, step.sample, step.day) == (StepRule.agreement, 7, TODAY)


def test_an_agreement_that_is_written_already_is_not_asked_for_again():
    assert rules(suppliers=[supplier(status=Status.sampling, binding=0, coming=1)]) == []


def test_a_supplier_in_a_banned_category_is_led_nowhere():
    kept = [supplier(status=Status.negotiating, banned=True), supplier(2, binding=0, banned=True)]
    assert rules(suppliers=kept) == []


def test_suppliers_without_a_licence_are_one_step_of_the_team():
    [step] = steps(unlicensed=12)
    assert (step.rule, step.subject, step.number) == (StepRule.licence, TEAM, 12)


def test_what_blocks_most_comes_first():
    ranked = rules(
        products=[product(1, quoting=1), product(2, "Lid", lacking=1), product(3, "Pan", sampled=0)],
        suppliers=[supplier(binding=0), supplier(2, status=Status.negotiating)],
        unlicensed=2,
    )
    assert ranked == [StepRule.sample, StepRule.freight, StepRule.move, StepRule.agreement, StepRule.licence]


def test_of_one_rule_the_largest_come_first_and_two_at_most():
    several = [product(number, f"P{number}", quoting=number + 2, sampled=0) for number in range(1, 6)]
    assert [step.name for step in steps(products=several)] == ["P5", "P4"]


def test_five_at_most():
    several = [product(number, f"P{number}", sampled=0, lacking=1) for number in range(1, 4)]
    proven = [supplier(number, f"N{number}", binding=0) for number in range(1, 4)]
    assert len(steps(products=several, suppliers=proven, unlicensed=1)) == 5


@pytest.mark.parametrize("kind", [TodoKind.clauses, TodoKind.renewal])
def test_a_supplier_whose_agreement_is_on_the_list_already_is_not_moved_on(kind):
    waiting = [supplier(status=Status.negotiating)]
    assert steps((todo(kind, "North Star"),), suppliers=waiting) == ()
    assert len(steps((todo(kind, "South Star"),), suppliers=waiting)) == 1


def test_a_second_price_that_ran_out_and_is_on_the_list_is_not_asked_for_twice():
    assert steps((todo(TodoKind.quote, "North Star", "Cup"),), products=[product(quoting=1)]) == ()


def put_off(until: date, rule: StepRule = StepRule.single, subject: int = 1, id: int = 1) -> PutOff:
    return PutOff(id, rule, subject, until, "They are on holiday", "Mei Chen")


def test_a_step_that_was_put_off_waits_until_its_day():
    facts = StepFacts(products=[product(quoting=1)], put_off=[put_off(TOMORROW)])
    today = next_steps(facts, (), TODAY)
    assert today.steps == ()
    assert [(step.name, mark.by) for step, mark in today.waiting] == [("Cup", "Mei Chen")]
    then = next_steps(facts, (), TOMORROW)
    assert [step.name for step in then.steps] == ["Cup"] and then.waiting == ()


def test_only_the_step_that_was_put_off_waits():
    facts = StepFacts(products=[product(quoting=1), product(2, "Lid", quoting=1)], put_off=[put_off(TOMORROW)])
    assert [step.name for step in next_steps(facts, (), TODAY).steps] == ["Lid"]


def test_what_was_put_off_and_does_not_hold_any_more_is_not_shown():
    assert next_steps(StepFacts(products=[product()], put_off=[put_off(TOMORROW)]), (), TODAY).waiting == ()


def test_of_two_who_put_it_off_the_later_word_counts():
    marks = [put_off(TOMORROW, id=2), put_off(TODAY + timedelta(days=9), id=1)]
    [(_step, mark)] = next_steps(StepFacts(products=[product(quoting=1)], put_off=marks), (), TODAY).waiting
    assert mark.until == TOMORROW
