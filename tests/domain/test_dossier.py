"""Figures of a supplier from what is on record."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from portal.domain.dossier import Payment, cover_days, papers_share, payment_days, years_in_business

TODAY = date(2026, 11, 24)
YESTERDAY = date(2026, 11, 23)


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


def test_papers_count_where_they_are_needed_and_in_date():
    held = [("licence", None), ("licence", YESTERDAY), ("certificate", YESTERDAY), ("permit", TODAY), ("other", None)]
    assert papers_share({"licence", "certificate"}, held, TODAY) == D("0.5")
    assert papers_share(["permit", "permit"], held, TODAY) == D(1)


def test_where_no_paper_was_filed_nobody_has_looked():
    assert papers_share({"licence"}, [], TODAY) is None
    assert papers_share((), [("licence", None)], TODAY) is None
    assert papers_share({"licence"}, [("other", None)], TODAY) == 0


@pytest.mark.parametrize(
    ("since", "years"),
    [((2021, 11), 5), ((2024, 5), "2.5"), ((2023, None), D(35) / 12), ((2026, None), 0), ((2027, 1), 0)],
)
def test_years_in_business_are_counted_in_months_and_without_a_month_from_the_end_of_the_year(since, years):
    assert years_in_business(*since, TODAY) == D(years)


def test_a_business_without_a_year_has_no_age():
    assert years_in_business(None, 3, TODAY) is None
