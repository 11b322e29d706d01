"""Files as other teams keep them: what is read, what is asked, and that nothing is read wrong."""

from __future__ import annotations

import re
from datetime import date

import pytest

from portal.imports.models.imports import Import
from portal.products.models import Product
from portal.quotes.models import Quote
from portal.suppliers.models.suppliers import Contact, Supplier
from tests.imports import teams
from tests.imports.desk import Desk, problems, shown_choices
from tests.products.makers import make_business

pytestmark = pytest.mark.usefixtures("noon")
TODAY = date(2026, 11, 24)


@pytest.fixture
def desk(signed_in, cast):
    make_business("主店")
    return Desk(signed_in(cast.mei, "zh"))


def opened(desk, content, name):
    """What the page asks of a file, without the numbers of its rows."""
    return questions(desk.open(content, name=name))


def questions(page):
    return [re.sub(r"。? \d+ 行（第 .*", "", text) for text in problems(page)]


def answer(desk, field, cell, value):
    """Say what the cells of a column that hold this count as."""
    shown = shown_choices(desk.browser.get(desk.url).text)
    place = next(
        name.split("-")[1]
        for name, values in shown.items()
        if name.endswith("-field") and values == [field] and shown[f"mends-{name.split('-')[1]}-text"] == [cell]
    )
    return desk.choose(**{f"mends-{place}-value": value})


def apply(desk):
    done = desk.press("apply")
    assert done.status_code == 303, done.text
    return Import.get_by_id(int(desk.url.rsplit("/", 1)[1]))


def quoted():
    """Supplier, product, prices of every quote on file."""
    query = Quote.select(Quote, Supplier, Product).join(Supplier).switch(Quote).join(Product)
    return [
        (quote.supplier.name, quote.product.name, [(n, f"{price.normalize():f}") for n, price in quote.breaks()])
        for quote in query.order_by(Quote.id)
    ]


def products():
    return [row.name for row in Product.select().order_by(Product.id)]


def test_a_merged_supplier_counts_for_its_rows_and_two_rows_of_headings_are_one(desk):
    asked = opened(desk, teams.MERGED_SUPPLIERS, "比价.xls")
    assert asked == [
        "缺少“供应商类型”，没有它不能新增",
        "厂家 空着的格子按上面一行算：临溪五金和南屿塑胶",
        "交期 “10-12天”当作 12 天：按长的那头算，原话放进备注",
    ]
    desk.choose(fill_suppliers_kind="maker")
    apply(desk)
    assert quoted() == [
        ("临溪五金", "不锈钢挂钩", [(100, "3.2"), (500, "2.95"), (1000, "2.8")]),
        ("临溪五金", "浴室置物架", [(100, "26"), (500, "24.5"), (1000, "23")]),
        ("南屿塑胶", "不锈钢挂钩", [(100, "3.35"), (500, "3.1"), (1000, "2.75")]),
        ("南屿塑胶", "硅胶垫", [(500, "1.15"), (1000, "1.05")]),
        ("南屿塑胶", "沥水篮", [(100, "8.8"), (500, "8.4"), (1000, "8.1")]),
    ]
    terms = [(row.moq, row.lead_days, row.quoted_on, row.tax_basis) for row in Quote.select().order_by(Quote.id)]
    assert terms == [(moq, days, date(2026, 1, 3), "included") for moq, days in
                     ((100, 7), (100, 12), (100, 0), (200, 3), (100, 14))]  # fmt: skip


def test_that_a_name_counts_below_itself_can_be_refused_and_taken_back(desk):
    desk.open(teams.MERGED_SUPPLIERS, name="比价.xls")
    assert answer(desk, "suppliers.name", "", "-").status_code == 303
    page = desk.browser.get(desk.url).text
    assert questions(page)[0] == "厂家 这一行没写供应商"
    assert "厂家 空着的格子不填" in questions(page)
    assert 'name="fill_suppliers_name"' in page
    answer(desk, "suppliers.name", "", "=")
    assert "厂家 空着的格子按上面一行算：临溪五金和南屿塑胶" in questions(desk.browser.get(desk.url).text)


def test_a_row_for_each_quantity_becomes_one_quote_though_only_the_first_row_names_it(desk):
    asked = opened(desk, teams.ROWS_OF_TIERS, "报价.ods")
    assert asked == [
        "缺少“供应商类型”，没有它不能新增",
        "供货商 空着的格子按上面一行算：青岬玩具厂",
        "产品名称 空着的格子按上面一行算：木质拼图和木质积木",
    ]
    desk.choose(fill_suppliers_kind="maker")
    apply(desk)
    assert quoted() == [
        ("青岬玩具厂", "木质拼图", [(100, "18.5"), (500, "17.2"), (1000, "16.4")]),
        ("青岬玩具厂", "木质积木", [(100, "32"), (500, "30.5")]),
        ("白渚玩具", "木质拼图", [(200, "17.9")]),
    ]
    assert [(row.tax_basis, row.note, row.quoted_on) for row in Quote.select().order_by(Quote.id)] == [
        ("excluded", "含内盒", TODAY), ("excluded", "", TODAY), ("included", "", TODAY),
    ]  # fmt: skip
    assert [(row.name, row.chat) for row in Contact.select().order_by(Contact.id)] == [
        ("沈澜", "qj-shen"), ("许岚", "bz_xu"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("content", "name", "headings"),
    [
        (teams.SIDE_BY_SIDE, "三家.xlsx", "“临溪五金 单价”、“临溪五金 交期”、“南屿塑胶 单价”和“南屿塑胶 交期”"),
        (
            "品名,单价（临溪五金）,单价（南屿塑胶）,交期\n挂钩,3,4,\n壶,5,6,7天\n",
            "括号.csv",
            "“单价（临溪五金）”和“单价（南屿塑胶）”",
        ),
        (teams.SIDE_BY_SIDE_FLAT, "两家.csv", "“临溪五金 单价”和“南屿塑胶 单价”"),
    ],
)
def test_prices_of_several_suppliers_side_by_side_are_not_read_and_the_way_out_is_said(desk, content, name, headings):
    page = desk.open(content, name=name)
    assert f"{headings}是几家并排写的" in page
    apply(desk)
    assert len(products()) == 2
    assert not Quote.select().exists() and not Supplier.select().exists()


def test_of_suppliers_side_by_side_one_can_be_chosen_and_no_price_of_the_other_comes_with_it(desk):
    desk.open(teams.SIDE_BY_SIDE, name="三家.xlsx")
    fields = ["products.name", "products.spec", "", "", "quotes.breaks", "quotes.lead_days"]
    desk.choose(**{f"columns-{place}": field for place, field in enumerate(fields)})
    page = desk.browser.get(desk.url).text
    assert questions(page) == ["这一行没写供应商"]
    desk.choose(fill_suppliers_name="南屿塑胶")
    assert questions(desk.browser.get(desk.url).text) == ["缺少“供应商类型”，没有它不能新增"]
    desk.choose(fill_suppliers_kind="maker")
    apply(desk)
    assert quoted() == [("南屿塑胶", "挂钩 5 cm", [(1, "3.35")]), ("南屿塑胶", "置物架 双层", [(1, "24.8")])]
    assert [row.lead_days for row in Quote.select().order_by(Quote.id)] == [0, 15]
    assert "是几家并排写的" in desk.open(teams.SIDE_BY_SIDE, name="again.xlsx")


def test_two_prices_for_one_quantity_are_asked_and_neither_is_read(desk):
    text = "供应商,品名,报价,含税单价\n临溪五金,挂钩,3.2,3.6\n"
    page = desk.open(text, name="两种价.csv")
    assert "“含税单价”没读：一行里同一数量只能有一个价" in page
    page = desk.open("供应商,品名,≥100,100个起,500+\n临溪五金,挂钩,3.2,3.6,3\n", name="两个一百.csv")
    assert "“≥100”和“100个起”没读：一行里同一数量只能有一个价" in page
    desk.choose(fill_suppliers_kind="maker")
    apply(desk)
    assert quoted() == [("临溪五金", "挂钩", [(500, "3")])]


def test_a_quotation_with_its_letterhead_asks_for_its_supplier_and_makes_no_product_of_its_conditions(desk):
    asked = opened(desk, teams.QUOTATION, "永岭报价单.xlsx")
    assert asked == [
        "这一行没写供应商",
        "“付款方式：30%定金，70%发货前付清”像是说明，不当成一行数据",
        "“交货期： 收到定金后 15 天”像是说明，不当成一行数据",
        "“以上报价有效期 30 天”像是说明，不当成一行数据",
        "“公司盖章：永岭杯业有限公司”像是说明，不当成一行数据",
    ]
    desk.choose(fill_suppliers_name="永岭杯业")
    desk.choose(fill_suppliers_kind="maker")
    apply(desk)
    assert quoted() == [
        ("永岭杯业", "316 保温杯 500 ml", [(500, "23.5")]),
        ("永岭杯业", "316 保温杯 750 ml", [(500, "27")]),
        ("永岭杯业", "玻璃饭盒 三格", [(300, "15.2")]),
    ]
    assert {(row.quoted_on, row.tax_basis, row.currency) for row in Quote.select()} == {
        (date(2026, 11, 5), "included", "CNY")
    }
    assert len(products()) == 3


def test_what_looks_like_a_remark_can_be_a_row_all_the_same(desk):
    lines = "品名,规格,单价,货号\n挂钩,5 cm,3.2,A1\n置物架,,,\n"
    assert "“置物架”像是说明，不当成一行数据" in opened(desk, lines, "x.csv")
    answer(desk, "row.text", "置物架", "+")
    assert "“置物架”算一行数据" in questions(desk.browser.get(desk.url).text)
    apply(desk)
    assert products() == ["挂钩 5 cm", "置物架"]


def test_a_row_that_names_a_supplier_alone_can_be_the_supplier_of_the_rows_below_it(desk):
    lines = "品名,规格,单价,起订量\n甲厂,,,\n杯,大,3,100\n壶,小,4,100\n乙厂,,,\n杯,大,2.9,200\n以上含税,,,\n"
    asked = opened(desk, lines, "分段.csv")
    assert asked == [
        "这一行没写供应商",
        *(f"“{text}”像是说明，不当成一行数据" for text in ("甲厂", "乙厂", "以上含税")),
    ]
    answer(desk, "row.text", "甲厂", ">")
    assert "“甲厂”是下面几行的供应商" in questions(desk.browser.get(desk.url).text)
    answer(desk, "row.text", "乙厂", ">")
    desk.choose(fill_suppliers_kind="maker")
    apply(desk)
    assert quoted() == [("甲厂", "杯 大", [(1, "3")]), ("甲厂", "壶 小", [(1, "4")]), ("乙厂", "杯 大", [(1, "2.9")])]


def test_text_in_the_encoding_of_windows_named_like_a_workbook_is_read(desk):
    assert opened(desk, teams.TEXT_NAMED_XLS, "导出.xls") == ["缺少“供应商类型”，没有它不能新增"]
    desk.choose(fill_suppliers_kind="wholesaler")
    apply(desk)
    assert quoted() == [
        ("栈桥百货", "帆布袋", [(1, "12.5")]),
        ("栈桥百货", "折叠伞", [(1, "21.5"), (500, "20.64")]),
    ]
    terms = [(row.moq, row.lead_days, row.tax_basis) for row in Quote.select().order_by(Quote.id)]
    assert terms == [(50, 3, "excluded"), (200, 14, "included")]


def test_a_share_of_the_face_value_is_a_price_only_where_the_row_says_the_face_value(desk):
    asked = opened(desk, teams.DIGITAL, "卡券.csv")
    assert asked == [
        "缺少“供应商类型”，没有它不能新增",
        "价格 “7.5折”是按面值打折，可这一行没写面值。请写出价格，或在表里加一列“面值”",
        "价格 “9.5折”当作 28.5：面值打折后的价",
        "价格 “88折”当作 227.04：面值打折后的价",
    ]
    desk.choose(fill_suppliers_kind="wholesaler")
    done = apply(desk)
    assert done.counts["quotes"]["refused"] == 1
    assert quoted() == [
        ("星桥卡券", "视频月卡 30", [(1, "28.5")]),
        ("星桥卡券", "视频年卡 258", [(1, "227.04")]),
        ("云栈充值", "话费 100", [(1, "98.6")]),
    ]
    assert {row.kind for row in Product.select()} == {"digital"}
    assert {(row.lead_days, row.moq) for row in Quote.select()} == {(None, None)}


def test_an_english_list_is_read_with_the_currency_of_its_heading(desk):
    asked = opened(desk, teams.ENGLISH, "prices.xlsx")
    assert asked == [
        "缺少“供应商类型”，没有它不能新增",
        "MOQ “1 carton (24 pcs)”写的是箱，一共多少件？",
        "Lead time “2-3 weeks”当作 21 天：按长的那头算，原话放进备注",
        "Lead time “15 working days”当作 21 天：五个工作日算一周",
    ]
    answer(desk, "quotes.moq", "1 carton (24 pcs)", "24")
    desk.choose(fill_suppliers_kind="maker")
    apply(desk)
    assert quoted() == [
        ("Linxi Hardware", "Steel hook", [(1, "0.52"), (100, "0.48"), (500, "0.45")]),
        ("Nanyu Plastics", "Dish rack", [(1, "3.1"), (100, "2.95")]),
    ]
    terms = [(row.currency, row.moq, row.lead_days, row.incoterm) for row in Quote.select().order_by(Quote.id)]
    assert terms == [("USD", 200, 21, "FOB"), ("USD", 24, 21, "EXW")]
    assert [row.mail for row in Contact.select().order_by(Contact.id)] == ["lan@linxi.example", "xu@nanyu.example"]


def test_the_default_day_of_a_column_with_gaps_is_shown_as_a_choice(desk):
    page = desk.open("供应商,品名,单价,报价日期\n临溪五金,挂钩,3.2,2026-01-05\n南屿塑胶,挂钩,3.3,\n", name="x.csv")
    assert re.search(r'name="fill_quotes_quoted_on"[^>]*value="2026-11-24"', page)
