"""Choices about a file: what its columns are, what is done with what is here, how it is read."""

from __future__ import annotations

import pytest

from portal.suppliers.models.suppliers import Supplier
from tests.imports.desk import problems, table
from tests.suppliers.makers import make_supplier
from tests.trail import trail_tells

RULES = {"rule_suppliers_code": "update", "rule_suppliers_name": "update", "rule_suppliers_website": "update"}


@pytest.mark.parametrize(("deed", "kinds"), [("update", ["agent"]), ("skip", ["maker"]), ("new", ["maker", "agent"])])
def test_a_person_decides_what_is_done_with_what_is_here_already(desk, deed, kinds):
    make_supplier("拓川电子")
    desk.open(table("拓川电子有限公司,代理,实物,,,,,"))
    columns = {f"columns-{place}": f"suppliers.{name}" for place, name in enumerate(
        ["name", "kind", "goods", "since_year", "company_code", "website", "tags", "note"])}  # fmt: skip
    assert (
        desk.press(
            "columns",
            **columns,
            rule_suppliers_code="update",
            rule_suppliers_name=deed,
            rule_suppliers_website="update",
        ).status_code
        == 303
    )
    desk.press("apply")
    assert [one.kind for one in Supplier.select().order_by(Supplier.id)] == kinds


def test_what_a_column_was_taken_for_is_kept_for_next_time(desk):
    text = "老板叫什么,类型,货品\n甲乙,工厂,实物\n"
    page = desk.open(text)
    assert "没有一列是供应商、商品或联系人的名称" in page
    desk.press(
        "columns",
        **{"columns-0": "suppliers.name", "columns-1": "suppliers.kind", "columns-2": "suppliers.goods"},
        **RULES,
    )
    assert problems(desk.browser.get(desk.url).text) == []
    desk.press("drop")
    assert problems(desk.open(text)) == []
    assert trail_tells("import.drop")


def test_two_columns_are_never_the_same(desk):
    desk.open("名称,类型\n甲乙,工厂\n")
    answer = desk.press("columns", **{"columns-0": "suppliers.name", "columns-1": "suppliers.name"}, **RULES)
    assert answer.status_code == 422
    assert "两列不能对应同一项：供应商 · 名称" in answer.text


def test_what_the_file_does_not_say_can_be_chosen_for_what_is_new(desk):
    desk.open("名称\n甲乙\n")
    desk.press(
        "columns",
        **{"columns-0": "suppliers.name", "fill_suppliers_kind": "agent", "fill_suppliers_goods": "digital"},
        **RULES,
    )
    desk.press("apply")
    one = Supplier.get(Supplier.name == "甲乙")
    assert (one.kind, one.goods) == ("agent", "digital")


def test_another_encoding_and_row_of_headings_can_be_chosen(desk):
    data = "名單\n名稱,類型\n甲乙,工廠\n".encode("big5")
    desk.open(data)
    answer = desk.press("source", encoding="utf-8", delimiter="comma", heading="2")
    assert answer.status_code == 303
    assert "文件不是 utf-8 编码" in desk.browser.get(desk.url).text
    desk.press("source", encoding="big5", delimiter="comma", heading="2")
    assert "名稱" in desk.browser.get(desk.url).text


@pytest.mark.parametrize("number", ["²", "9" * 5000])
def test_a_column_whose_number_no_page_writes_is_not_read(desk, number):
    desk.open(table("拓川,工厂,实物"))
    assert desk.press("columns", **{f"columns-{number}": "name"}, **RULES).status_code in (303, 422)
