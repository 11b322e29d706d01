"""What papers and years say of a supplier."""

from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from portal.suppliers.rules.standing import papers_share, years_in_business

TODAY = date(2026, 11, 24)
YESTERDAY = date(2026, 11, 23)


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
