"""Quotes: prices by quantity, what can be ordered, and how long they hold."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D

import pytest

from portal.quotes.rules.terms import BadTerms, Break, Fee, FeeState, Terms, TermsFault, Validity, validity

TODAY = date(2026, 11, 24)
STEPS = (Break(1, D("10")), Break(100, D("8")), Break(500, D("7")))


def terms(**about):
    return Terms(**({"currency": "CNY", "breaks": (Break(1, D("10")),)} | about))


@pytest.mark.parametrize(
    ("quantity", "price"), [(1, "10"), (99, "10"), (100, "8"), (499, "8"), (500, "7"), (9000, "7")]
)
def test_the_price_is_that_of_the_highest_break_reached_threshold_included(quantity, price):
    assert terms(breaks=STEPS).price_at(quantity) == D(price)


def test_below_the_first_break_there_is_no_price():
    with pytest.raises(BadTerms) as refused:
        terms(breaks=(Break(100, D(8)),)).price_at(99)
    assert refused.value.fault == TermsFault.quantity


@pytest.mark.parametrize(
    ("about", "least"),
    [
        ({}, 1),
        ({"moq": 50}, 50),
        ({"breaks": (Break(80, D(1)),)}, 80),
        ({"breaks": (Break(80, D(1)),), "moq": 50}, 80),
        ({"moq": 200, "order_multiple": 24}, 216),
    ],
)
def test_the_smallest_order_is_the_moq_or_the_first_break_in_whole_multiples(about, least):
    assert terms(**about).least == least


@pytest.mark.parametrize(("wanted", "ordered"), [(1, 24), (24, 24), (25, 36), (110, 96), (500, 96)])
def test_an_order_is_made_of_whole_multiples_between_the_smallest_and_the_largest(wanted, ordered):
    assert terms(moq=20, order_multiple=12, largest_order=100).order_for(wanted) == ordered


@pytest.mark.parametrize(
    ("about", "fault"),
    [
        ({"breaks": ()}, "no_price"),
        ({"breaks": (Break(1, D("0")),)}, "price"),
        ({"breaks": (Break(1, D("-1")),)}, "price"),
        ({"breaks": (Break(1, D("NaN")),)}, "price"),
        ({"breaks": (Break(1, D("Infinity")),)}, "price"),
        ({"breaks": (Break(0, D("1")),)}, "quantity"),
        ({"moq": 0}, "quantity"),
        ({"largest_order": 0}, "quantity"),
        ({"breaks": (Break(10, D("1")), Break(5, D("1")))}, "order"),
        ({"breaks": (Break(5, D("1")), Break(5, D("2")))}, "order"),
        ({"order_multiple": 0}, "multiple"),
        ({"moq": 50, "largest_order": 49}, "largest"),
        ({"order_multiple": 50, "largest_order": 49}, "largest"),
        ({"return_rate": D("1.01")}, "share"),
        ({"return_rate": D("-0.01")}, "share"),
    ],
)
def test_a_quote_that_cannot_be_one_is_refused_with_its_fault(about, fault):
    with pytest.raises(BadTerms) as refused:
        terms(**about)
    assert refused.value.fault == fault


@pytest.mark.parametrize(
    ("state", "figure"),
    [
        (FeeState.amount, None),
        (FeeState.amount, D("-1")),
        (FeeState.amount, D("NaN")),
        (FeeState.zero, D(5)),
        (FeeState.not_applicable, D(5)),
        (FeeState.unknown, D(5)),
    ],
)
def test_a_fee_has_a_figure_when_it_is_an_amount_and_only_then(state, figure):
    with pytest.raises(BadTerms) as refused:
        Fee(state, figure)
    assert refused.value.fault == TermsFault.fee


def test_only_an_unknown_fee_is_unknown():
    fees = [Fee(FeeState.amount, D(3)), Fee(FeeState.zero), Fee(FeeState.not_applicable), Fee(FeeState.unknown)]
    assert [fee.known for fee in fees] == [D(3), D(0), D(0), None]


@pytest.mark.parametrize(
    ("days", "found"),
    [(-1, Validity.expired), (0, Validity.ending), (14, Validity.ending), (15, Validity.valid)],
)
def test_a_quote_holds_through_its_last_day_and_ends_soon_two_weeks_before(days, found):
    assert validity(TODAY + timedelta(days=days), TODAY) is found


def test_a_quote_without_an_end_does_not_run_out():
    assert validity(None, TODAY) is Validity.open_ended
