"""Prices by quantity in one cell."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.quotes.rules.price_lists import heading_quantity, price_list, steps


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("10", [("", "10")]),
        ("1:10;100:9.5", [("1", "10"), ("100", "9.5")]),
        ("1件：10元；100件起：9.5元\n≥1,000：9", [("1", "10元"), ("100", "9.5元"), ("1,000", "9")]),
        ("100+: 9.5", [("100", "9.5")]),
        ("面议", [("", "面议")]),
        ("1: 21.5; 500: 20.64", [("1", "21.5"), ("500", "20.64")]),
        ("100-499:12.5;500以上:11", [("100", "12.5"), ("500", "11")]),
        ("100个12.5元,500个11元", [("100", "12.5元"), ("500", "11元")]),
        ("100个12.5元、1,000个11元", [("100", "12.5元"), ("1,000", "11元")]),
        ("≥500 11", [("500", "11")]),
        ("100-499个 12.5元/个；500个以上 11元/个", [("100", "12.5元"), ("500", "11元")]),
        ("¥12.5/个", [("", "¥12.5")]),
        ("12.5元/件", [("", "12.5元")]),
        ("1,250", [("", "1,250")]),
        ("12.5", [("", "12.5")]),
        ("1 250", [("", "1 250")]),
        ("12-15元", [("", "12-15元")]),
        ("100-1502元", [("", "100-1502元")]),
        ("", []),
    ],
)
def test_steps_are_read_as_people_write_them(cell, read):
    assert steps(cell) == read


def test_what_is_written_is_read_again():
    assert steps(price_list([(1, Decimal("10.50")), (1000, Decimal(9))])) == [("1", "10.5"), ("1000", "9")]


@pytest.mark.parametrize(
    ("heading", "quantity"),
    [
        ("500个起", 500), ("1000个起", 1000), ("100-499", 100), ("500+", 500), ("≥1,000件", 1000),
        ("单价(500个起)", 500),
        ("Price @ 500", 500), ("From 1,000 units", 1000), ("3000pcs", 3000), ("阶梯价2：500以上", 500), ("100", 100),
        ("1688", None), ("1688链接", None), ("2026年报价", None), ("单价", None), ("含13%税", None), ("MOQ价", None),
        ("0-99", None), ("<100", None), ("13%", None), ("30天", None), ("规格1", None), ("电话2", None),
    ],
)  # fmt: skip
def test_the_quantity_of_a_price_column_stands_in_its_heading(heading, quantity):
    assert heading_quantity(heading) == quantity
