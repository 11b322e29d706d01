"""Headings of two rows, suppliers side by side, and what the heading of a price says besides."""

from __future__ import annotations

from datetime import date

import pytest

from portal import content
from portal.imports.rules.columns import known, matched
from portal.imports.rules.heading_rows import (
    HeadingRows,
    beside,
    currency_of,
    heading_rows,
    joined,
    letterhead_day,
    tax_of,
)

FIELDS = known((heading.field, heading.words) for heading in content.headings().headings)


def test_a_group_above_headings_is_said_of_those_that_need_it():
    upper = ["厂家", "品名", "联系方式", "", "含税单价", "", "备注"]
    lower = ["", "", "电话", "微信", "100-499", "500+"]
    assert heading_rows([["2026 年比价"], upper, lower, ["甲", "杯", "1", "x", "3", "2"]], FIELDS) == HeadingRows(1, 2)
    headings = joined(upper, lower)
    assert headings == ["厂家", "品名", "电话", "微信", "含税单价 100-499", "含税单价 500+", "备注"]
    fields = ["suppliers.name", "products.name", "contacts.phone", "contacts.chat", "quotes.tier", "quotes.tier"]
    assert matched(headings, FIELDS)[:6] == fields


@pytest.mark.parametrize(
    "rows",
    [
        [["厂家", "品名", "单价"], ["", "", "3"]],
        [["厂家", "品名", "单价"], ["甲", "杯", "3"]],
        [["厂家", "品名", "单价", "备注"], ["甲", "杯", "3", ""]],
        [["供应商", "商品", "单价", "交期"], ["", "产品", "单价", ""]],
    ],
)
def test_a_row_of_goods_is_no_second_row_of_headings(rows):
    assert heading_rows(rows, FIELDS) == HeadingRows(0, 0)


@pytest.mark.parametrize(
    ("headings", "names"),
    [
        (["品名", "甲厂 单价", "乙厂 单价"], {1: "甲厂", 2: "乙厂"}),
        (["品名", "单价（甲厂）", "单价（乙厂）"], {1: "甲厂", 2: "乙厂"}),
        (["品名", "甲厂报价", "乙厂报价"], {1: "甲厂", 2: "乙厂"}),
        (["品名", "甲厂 单价", "甲厂 交期", "乙厂 单价", "乙厂 交期"], {1: "甲厂", 2: "甲厂", 3: "乙厂", 4: "乙厂"}),
        (["厂家", "品名", "含税单价", "不含税单价"], {}),
        (["厂家", "品名", "单价", "500个 单价"], {}),
        (["厂家", "品名", "单价", "物流 备注"], {}),
        (
            ["品名", "甲厂 100-499", "甲厂 500+", "乙厂 100-499", "交期（乙厂）"],
            {1: "甲厂", 2: "甲厂", 3: "乙厂", 4: "乙厂"},
        ),
        (["厂家", "品名", "单价(100个)", "单价(500个)"], {}),
        (["厂家", "品名", "单价(元/个)", "起订量(个)", "交期(天)", "报价(必填)"], {}),
    ],
)
def test_prices_of_several_suppliers_are_told_by_their_headings(headings, names):
    assert beside(headings, FIELDS) == names


@pytest.mark.parametrize(
    ("heading", "currency"),
    [
        ("Unit price (USD)", "USD"), ("单价(元)", "CNY"), ("单价（美元）", "USD"), ("Price US$", "USD"),
        ("单价", "CNY"),
        ("单价 RMB", "CNY"), ("Price/EUR", "EUR"), ("Price ($)", "USD"), ("单价(¥)", "CNY"),
    ],
)  # fmt: skip
def test_the_heading_of_a_price_names_its_currency(heading, currency):
    assert currency_of([heading], "CNY") == currency


def test_two_currencies_in_headings_are_none_and_a_sign_can_mean_the_usual_one():
    assert currency_of(["Price USD", "100+ EUR"], "CNY") == "CNY"
    assert currency_of(["单价(元)"], "TWD") == "TWD"


def test_the_heading_of_a_price_says_whether_the_tax_is_in_it():
    assert tax_of(["含税单价", "含税 500+"]) == "included"
    assert tax_of(["出厂价(含税)", "100-499", "500+", "3000个起"]) == "included"
    assert (
        tax_of(["含税单价", "未税 500+"])
        == tax_of(["单价", "含税 500+"])
        == tax_of(["含税单价", "500+ 单价"])
        == "unknown"
    )
    assert tax_of(["不含税价"]) == tax_of(["Price excl. VAT"]) == "excluded"
    assert tax_of(["单价"]) == tax_of(["含税单价", "未税价"]) == tax_of([]) == "unknown"


def test_a_letter_is_dated_where_it_names_one_day():
    today = date(2026, 11, 24)
    assert letterhead_day([["报价单", "日期：2026年11月5日"]], today) == "2026-11-05"
    assert letterhead_day([["Date: 2026-11-05"]], today) == "2026-11-05"
    assert letterhead_day([["日期：2026-11-05", "到货日期：2026-12-05"]], today) == ""
    assert letterhead_day([["2026年11月比价"]], today) == ""
