"""When a supplier is paid, and how long its smallest order lasts."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from portal.quotes.rules.payment import Payment, cover_days, payment_days


def test_the_smallest_order_lasts_so_many_days_of_sales():
    assert cover_days(100, 50) == D(60)


@pytest.mark.parametrize("monthly", [None, 0])
def test_without_expected_sales_nobody_knows_how_long_an_order_lasts(monthly):
    assert cover_days(100, monthly) is None


@pytest.mark.parametrize(
    ("payment", "about", "days"),
    [
        ("prepaid", {"lead_days": 7}, -7),
        ("wallet", {"lead_days": 0}, 0),
        ("on_delivery", {"lead_days": None}, 0),
        ("credit", {"lead_days": None, "credit_days": 30}, 30),
        ("deposit", {"lead_days": 10, "deposit_share": D("0.3")}, -3),
        ("deposit", {"lead_days": 10, "deposit_share": D("0.3"), "credit_days": 20}, 11),
        ("unknown", {"lead_days": 7, "credit_days": 30}, None),
        ("prepaid", {"lead_days": None}, None),
        ("credit", {"lead_days": 7}, None),
        ("deposit", {"lead_days": 7}, None),
        ("deposit", {"lead_days": None, "deposit_share": D("0.3")}, None),
    ],
)
def test_payment_is_counted_in_days_from_delivery_over_all_the_money(payment, about, days):
    assert payment_days(Payment(payment), **about) == days
