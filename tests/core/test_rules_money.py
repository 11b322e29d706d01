"""Exact money."""

from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.rules.money import (
    CURRENCIES,
    currencies_of,
    from_micros,
    minor_units,
    round_money,
    round_unit,
    to_micros,
)

BIGINT = 2**63 - 1


@given(st.integers(-BIGINT, BIGINT))
def test_what_a_row_can_hold_comes_back_to_the_last_millionth(micros):
    assert to_micros(from_micros(micros)) == micros


@pytest.mark.parametrize(
    ("text", "currencies"),
    [
        ("12.5", ()),
        ("12.5 kg", ()),
        ("US$ 12.5", ("USD",)),
        ("$12.5", ("USD", "HKD", "TWD", "SGD", "AUD", "CAD")),
        ("12.5元", ("CNY", "TWD", "HKD")),
        ("￥12.5", ("CNY", "JPY")),
        (" 12.5 usd ", ("USD",)),
        ("ＨＫＤ 12.5", ("HKD",)),
        ("12 EUR 5", ()),
    ],
)
def test_the_sign_before_or_behind_an_amount_says_which_currencies_it_can_mean(text, currencies):
    assert currencies_of(text) == currencies


def test_ten_cents_three_times_are_thirty_cents():
    assert from_micros(3 * to_micros(D("0.1"))) == D("0.3")


def test_half_a_millionth_is_rounded_away_from_zero():
    assert [to_micros(D(text)) for text in ("0.0000005", "-0.0000005", "0.0000004")] == [1, -1, 0]


@pytest.mark.parametrize("text", ["NaN", "Infinity", "-Infinity"])
def test_what_is_not_finite_is_no_amount(text):
    with pytest.raises(ValueError, match="no amount"):
        to_micros(D(text))


def test_money_is_rounded_half_up_to_the_smallest_coin_of_its_currency():
    assert [str(round_money(D("2.345"), code)) for code in ("CNY", "USD", "JPY")] == ["2.35", "2.35", "2"]
    assert str(round_money(D("2.5"), "JPY")) == "3"


def test_money_per_unit_keeps_four_places():
    assert str(round_unit(D("1.00005"))) == "1.0001"


def test_a_figure_of_any_size_can_be_rounded():
    assert round_money(D("1e33"), "CNY") == D("1e33")


def test_each_currency_has_a_three_letter_code_and_its_coins():
    assert all(len(code) == 3 and code.isupper() for code in CURRENCIES)
    assert {code for code in CURRENCIES if not minor_units(code)} == {"JPY", "KRW", "VND"}
