"""How amounts and moments are written."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal as D

import pytest

from portal.web.filters import dated, money, unit_money

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.parametrize(
    ("amount", "currency", "text"),
    [
        ("1234.5", "CNY", "¥1,234.50"),
        ("1234.5", "USD", "US$1,234.50"),
        ("1234.5", "SGD", "S$1,234.50"),
        ("1234.5", "THB", "THB 1,234.50"),
        ("1234", "JPY", "JP¥1,234"),
    ],
)
def test_an_amount_bears_the_sign_of_its_currency_or_its_letters(database, amount, currency, text):
    assert money(D(amount), currency) == text


@pytest.mark.parametrize(
    ("amount", "text"), [("36.2", "¥36.20"), ("37.577", "¥37.5770"), ("0.12345", "¥0.1235"), ("1234", "¥1,234.00")]
)
def test_a_price_per_unit_has_two_decimals_and_four_only_where_two_do_not_say_it(database, amount, text):
    assert unit_money(D(amount), "CNY") == text


def test_beside_a_signature_a_moment_has_its_year(app):
    with app.test_request_context():
        assert dated(datetime(2026, 11, 24, 4, 0, tzinfo=UTC)) == "2026-11-24 12:00"
