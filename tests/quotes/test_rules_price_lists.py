"""Prices by quantity in one cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.quotes.rules.price_lists import price_list, steps


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("10", [("", "10")]),
        ("1:10;100:9.5", [("1", "10"), ("100", "9.5")]),
        ("1件：10元；100件起：9.5元\n≥1,000：9", [("1", "10元"), ("100", "9.5元"), ("1,000", "9")]),
        ("100+: 9.5", [("100", "9.5")]),
        ("面议", [("", "面议")]),
        ("", []),
    ],
)
def test_steps_are_read_as_people_write_them(cell, read):
    assert steps(cell) == read


def test_what_is_written_is_read_again():
    assert steps(price_list([(1, Decimal("10.50")), (1000, Decimal(9))])) == [("1", "10.5"), ("1000", "9")]
