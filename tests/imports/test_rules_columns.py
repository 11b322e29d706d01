"""Which column is which field."""

from __future__ import annotations

import pytest

from portal import content
from portal.imports.rules.columns import heading_row, kinds_of, known, matched, of_words, tiers

FIELDS = known((heading.field, heading.words) for heading in content.headings().headings)


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (
            ["供应商名称（必填）", "统一社会信用代码", "成立日期"],
            ["suppliers.name", "suppliers.company_code", "suppliers.since_year"],
        ),
        (
            ["Supplier name *", "Tax number", "FOUNDED"],
            ["suppliers.name", "suppliers.company_code", "suppliers.since_year"],
        ),
        (["序号", "名称", "简称"], ["", "suppliers.name", ""]),
        (["备 注", "ＵＲＬ", ""], ["suppliers.note", "suppliers.website", ""]),
        (["名称", "编码", "售价", "备注"], ["products.name", "products.code", "products.sale_price", "products.note"]),
        (["供应商", "名称", "单价", "备注"], ["suppliers.name", "products.name", "quotes.breaks", "quotes.note"]),
        (["厂家", "手机/微信", "电话"], ["suppliers.name", "contacts.phone", ""]),
        (["商家", "含税运?"], ["suppliers.name", ""]),
        (["Supplier", "Item", "Price USD", "单价RMB"], ["suppliers.name", "products.name", "quotes.breaks", ""]),
    ],
)
def test_columns_are_matched_by_what_people_call_them_and_what_stands_beside_them(headings, fields):
    assert matched(headings, FIELDS) == fields


@pytest.mark.parametrize("heading", ["单价", "价格", "报价", "含税价", "出厂价", "Price", "unit price"])
def test_a_column_of_buying_prices_is_never_taken_for_a_sale_price(heading):
    for beside in (["商品名称", "货号"], ["供应商", "商品"], ["品名", "月销量", "售价"]):
        assert matched([*beside, heading], FIELDS)[-1] == "quotes.breaks"


def test_each_price_column_takes_its_quantity_from_its_heading():
    headings = ["厂家", "品名", "单价", "500个起", "1,000+", "100-499"]
    columns = matched(headings, FIELDS)
    assert columns[2:] == ["quotes.breaks", "quotes.tier", "quotes.tier", "quotes.tier"]
    assert tiers(headings, columns) == {3: 500, 4: 1000, 5: 100}


@pytest.mark.parametrize(
    ("headings", "kinds"),
    [
        (["名称", "类型", "货品"], ("suppliers",)),
        (["供应商", "姓名", "手机号"], ("suppliers", "contacts")),
        (["品名", "月销量"], ("products",)),
        (["厂家", "品名", "单价"], ("suppliers", "products", "quotes")),
        (["供应商名称", "账期"], ("suppliers",)),
        (["序号"], ()),
    ],
)
def test_what_a_row_speaks_of_is_read_from_its_columns(headings, kinds):
    assert kinds_of(matched(headings, FIELDS)) == kinds


def test_the_headings_are_the_row_that_names_most():
    rows = [["2026年供应商名单"], ["制表：林悦"], ["名称", "类型", "备注"], ["拓川", "工厂", ""]]
    assert heading_row(rows, FIELDS) == 2
    assert heading_row([["供应商", "杯 500 ml", "壶"], ["甲厂", "3", "4"], ["乙厂", "2", "5"]], FIELDS) == 0
    assert heading_row([["100-499", "500+", "1000+"], ["供应商", "", ""]], FIELDS) == 1
    assert heading_row([["a"], ["b"]], FIELDS) == heading_row([], FIELDS) == 0


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (["甲厂", "乙厂", "", ""], False),
        (["甲厂", "乙厂", "丙厂", ""], True),
        (["甲厂", "12", "乙厂", "30"], False),
        (["甲厂", "12", "乙厂", "丙厂"], True),
        ([], False),
    ],
)
def test_a_column_holds_words_where_more_than_half_of_it_is_filled_and_more_than_half_of_that_is_words(cells, words):
    assert of_words(0, [[cell] for cell in cells]) is words
