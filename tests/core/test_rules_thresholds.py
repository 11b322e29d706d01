"""Comparators: a figure against a limit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.rules.plain_data import Malformed, read
from portal.core.rules.thresholds import Comparator, Limits, Result
from tests.checklists.lists import at_least, lookup


def comparator(**table):
    return read(Comparator, table, "here")


@pytest.mark.parametrize(
    ("op", "below", "at", "above"),
    [
        (">=", False, True, True),
        ("<=", True, True, False),
        (">", False, False, True),
        ("<", True, False, False),
        ("==", False, True, False),
    ],
)
def test_each_comparison_stands_on_its_side_of_the_limit(op, below, at, above):
    test = comparator(op=op, value=Decimal("0.95"))
    figures = (Decimal("0.9499"), Decimal("0.95"), Decimal("0.9501"))
    assert [test.holds(figure, lookup) for figure in figures] == [below, at, above]


def test_a_limit_may_be_a_setting_that_is_looked_up():
    test = comparator(op="<=", setting="order.limit")
    assert test.limit(lookup) == 30
    assert test.holds(30, lookup)
    assert not test.holds(31, lookup)


def test_a_setting_that_does_not_exist_is_not_passed_over():
    with pytest.raises(KeyError):
        comparator(op="<=", setting="order.nothing").holds(1, lookup)


def test_true_is_not_the_number_one():
    test = comparator(op="==", value=True)
    assert test.holds(True, lookup)
    assert not test.holds(False, lookup)
    assert not test.holds(1, lookup)
    with pytest.raises(TypeError):
        comparator(op=">=", value=1).holds(True, lookup)


def test_a_choice_is_in_the_list_and_several_all_have_to_be():
    test = comparator(op="in", value=["free", "refundable"])
    assert test.holds("free", lookup)
    assert not test.holds("heavy", lookup)
    assert test.holds(("free", "refundable"), lookup)
    assert not test.holds(("free", "heavy"), lookup)


def test_filled_means_anything_but_empty():
    test = comparator(op="filled")
    assert [test.holds(figure, lookup) for figure in ("red", ("a",), 0, "", ())] == [True, True, True, False, False]


@given(st.decimals(0, 1, places=4))
def test_pass_is_tested_before_warn_and_everything_else_fails(figure):
    limits = read(Limits, {"pass": at_least("0.9"), "warn": at_least("0.6")}, "here")
    expected = "pass" if figure >= Decimal("0.9") else "warn" if figure >= Decimal("0.6") else "fail"
    assert limits.result(figure, lookup) is Result(expected)


@pytest.mark.parametrize(
    ("table", "problem"),
    [
        ({"op": "=>", "value": 1}, "op must be one of"),
        ({"op": ">="}, ">= needs a number"),
        ({"op": ">=", "value": "5"}, ">= needs a number"),
        ({"op": "==", "value": "yes"}, "== needs a number"),
        ({"op": "in", "value": []}, "needs a list of keys"),
        ({"op": "<=", "value": 1, "setting": "order.limit"}, "a value and a setting exclude each other"),
        ({"op": "<=", "value": 1, "limit": 2}, "unknown: limit"),
        ({"op": "<=", "value": Decimal("NaN")}, "value cannot be Decimal"),
        ({"op": "in", "value": [1]}, "value cannot be"),
        ({"op": "in", "value": "free"}, "needs a list of keys"),
        ({"op": "filled", "value": 1}, "filled needs no value"),
    ],
)
def test_a_comparator_that_cannot_work_is_refused(table, problem):
    with pytest.raises(Malformed, match=problem):
        comparator(**table)
