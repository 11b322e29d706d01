"""What so many bad ones of so many tested prove, held to published values."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.samples.rules.small_sample_bounds import as_shown, upper_bound


@pytest.mark.parametrize(
    ("tested", "percent"),
    [(1, "95"), (3, "63.16"), (5, "45.07"), (10, "25.89"), (20, "13.91"), (30, "9.50"), (32, "8.94"), (80, "3.68")],
)
def test_none_bad_of_n_leaves_up_to_one_less_the_nth_root_of_a_twentieth(tested, percent):
    assert abs(upper_bound(0, tested) * 100 - Decimal(percent)) < Decimal("0.006")


@pytest.mark.parametrize(
    ("bad", "tested", "percent"),
    # Two-sided 90 % limits of Clopper and Pearson are these one-sided 95 % ones.
    [(1, 10, "39.42"), (2, 10, "50.69"), (1, 20, "21.61"), (5, 10, "77.76"), (1, 100, "4.66"), (9, 10, "99.49")],
)
def test_the_bound_is_the_exact_one_of_clopper_and_pearson(bad, tested, percent):
    assert abs(upper_bound(bad, tested) * 100 - Decimal(percent)) < Decimal("0.006")


@given(st.integers(30, 5000))
def test_the_rule_of_three_is_near_from_thirty_on(tested):
    assert Decimal("0.93") < upper_bound(0, tested) / (Decimal(3) / tested) < Decimal("1.001")


@given(st.data())
def test_the_bound_is_above_what_was_found_and_falls_with_more_tested(data):
    tested = data.draw(st.integers(1, 300))
    bad = data.draw(st.integers(0, tested - 1))
    assert Decimal(bad) / tested < upper_bound(bad, tested) <= 1
    assert upper_bound(bad, tested + 1) < upper_bound(bad, tested) < upper_bound(bad + 1, tested)


def test_nothing_tested_proves_nothing_and_all_bad_leaves_all():
    assert upper_bound(0, 0) is None
    assert upper_bound(4, 4) == 1


@pytest.mark.parametrize(("bad", "tested"), [(-1, 5), (6, 5)])
def test_more_bad_than_tested_is_refused(bad, tested):
    with pytest.raises(ValueError, match="bad of"):
        upper_bound(bad, tested)


def test_a_large_lot_does_not_overflow():
    assert Decimal("0.01") < upper_bound(100, 10_000) < Decimal("0.0125")


@pytest.mark.parametrize(("share", "shown"), [("0.2589", "26"), ("0.0950", "9.5"), ("0.0368", "3.7"), ("1", "100")])
def test_a_percentage_is_shown_with_two_figures(share, shown):
    assert str(as_shown(Decimal(share))) == shown
