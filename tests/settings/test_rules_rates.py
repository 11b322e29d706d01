"""Exchange rates with a date and a direction."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.settings.rules.rates import BadRate, Rate, convert

OLD, DAY, LATER = date(2026, 11, 1), date(2026, 11, 24), date(2026, 11, 25)
DOLLAR = Rate("USD", "CNY", D("7.18"), OLD)


def test_a_rate_says_how_much_of_the_quote_one_of_the_base_is_worth():
    found = convert(D("5.10"), "USD", "CNY", [DOLLAR], DAY)
    assert (found.amount, found.rate) == (D("36.6180"), DOLLAR)


def test_the_other_direction_divides():
    found = convert(D("7.18"), "CNY", "USD", [DOLLAR], DAY)
    assert (found.amount, found.rate) == (D(1), DOLLAR)


def test_the_latest_rate_on_or_before_the_day_is_used():
    today, tomorrow = Rate("USD", "CNY", D("7.2"), DAY), Rate("USD", "CNY", D("9"), LATER)
    for rates in ([DOLLAR, today, tomorrow], [tomorrow, today, DOLLAR]):
        assert convert(D(1), "USD", "CNY", rates, DAY).rate == today


def test_a_newer_inverse_rate_comes_before_an_older_direct_one():
    inverse = Rate("CNY", "USD", D("0.125"), DAY)
    assert convert(D(1), "USD", "CNY", [DOLLAR, inverse], DAY).amount == D(8)


@pytest.mark.parametrize("first", [0, 1])
def test_on_one_day_the_direct_rate_comes_first(first):
    rates = [DOLLAR, Rate("CNY", "USD", D("0.125"), OLD)]
    assert convert(D(1), "USD", "CNY", [rates[first], rates[1 - first]], DAY).amount == D("7.18")


def test_without_a_rate_two_currencies_are_not_comparable():
    assert convert(D(1), "EUR", "CNY", [DOLLAR], DAY) is None


def test_a_rate_of_a_later_day_is_not_known_yet():
    assert convert(D(1), "USD", "CNY", [Rate("USD", "CNY", D(7), LATER)], DAY) is None


def test_rates_are_never_chained():
    assert convert(D(1), "EUR", "CNY", [DOLLAR, Rate("EUR", "USD", D("1.1"), OLD)], DAY) is None


def test_the_same_currency_needs_no_rate():
    found = convert(D("3.14"), "CNY", "CNY", [], DAY)
    assert (found.amount, found.rate) == (D("3.14"), None)


@pytest.mark.parametrize("value", ["0", "-1", "NaN", "Infinity"])
def test_a_rate_that_is_no_positive_figure_is_refused(value):
    with pytest.raises(BadRate):
        Rate("USD", "CNY", D(value), DAY)


@given(st.decimals("0.01", 10**6, places=2), st.decimals("0.0001", 10**4, places=6))
def test_there_and_back_is_the_same_amount(amount, value):
    rate = Rate("USD", "CNY", value, DAY)
    there = convert(amount, "USD", "CNY", [rate], DAY).amount
    assert abs(convert(there, "CNY", "USD", [rate], DAY).amount - amount) < D("1e-15")
