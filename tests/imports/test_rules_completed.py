"""Rows that lean on others: merged cells, shares of a face value, remarks."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.imports.rules.completed import amount, from_above, priced_by_face, remarks, share_of

COLUMNS = ["suppliers.name", "products.name", "quotes.breaks", "quotes.quoted_on"]


def row(supplier="", product="", price="", **more):
    texts = {"suppliers.name": supplier, "products.name": product, "quotes.breaks": price}
    return {name: text for name, text in {**texts, **{f"products.{key}": text for key, text in more.items()}}.items()
            if text}  # fmt: skip


def named(rows):
    filled, guesses = from_above(rows, COLUMNS, ())
    assert len(guesses) == sum(len(filled[number]) - len(rows[number]) for number in rows)
    return {
        number: (texts.get("suppliers.name", ""), texts.get("products.name", "")) for number, texts in filled.items()
    }


def test_a_supplier_counts_for_the_rows_with_a_price_that_follow_directly():
    rows = {2: row("甲", "杯", "3"), 3: row("", "壶", "4"), 4: row("乙", "杯", "5"), 6: row("", "壶", "6")}
    assert named(rows) == {2: ("甲", "杯"), 3: ("甲", "壶"), 4: ("乙", "杯"), 6: ("", "壶")}


def test_a_product_counts_only_below_the_same_supplier_and_not_beside_another_code():
    rows = {2: row("甲", "杯", "3"), 3: row("乙", "", "4"), 4: row("乙", "壶", "5"), 5: row("乙", "", "6", code="B2"),
            6: row("", "", "7")}  # fmt: skip
    assert named(rows) == {2: ("甲", "杯"), 3: ("乙", ""), 4: ("乙", "壶"), 5: ("乙", ""), 6: ("乙", "")}


def test_another_specification_of_the_same_name_is_another_product():
    rows = {2: row("甲", "杯", "3", spec="大"), 3: row("", "", "2", spec="小"), 4: row("", "", "1.9")}
    filled, _guesses = from_above(rows, COLUMNS, ())
    assert [filled[number]["products.spec"] for number in rows] == ["大", "小", "小"]


def test_no_row_without_a_price_takes_a_name_but_it_carries_it_on():
    rows = {2: row("甲", "杯", "3"), 3: row("", "壶"), 4: row("", "", "5")}
    assert named(rows) == {2: ("甲", "杯"), 3: ("", "壶"), 4: ("甲", "壶")}


def test_a_column_that_is_to_stay_empty_does():
    rows = {2: row("甲", "杯", "3"), 3: row("", "壶", "4")}
    assert from_above(rows, COLUMNS, ["suppliers.name"]) == (rows, [])


@pytest.mark.parametrize(
    ("price", "share"),
    [("9.5折", "0.95"), ("95折", "0.95"), ("75 折", "0.75"), ("9折", "0.9"), ("９．８折", "0.98"), ("98.5折", "0.985"),
     ("10折", None), ("0.95折", None), ("95", None), ("折后95", None)],
)  # fmt: skip
def test_tenths_and_hundredths_of_a_face_value_are_told_apart(price, share):
    assert share_of(price) == (Decimal(share) if share else None)


def test_a_face_value_is_an_amount_and_nothing_else():
    assert amount("100元") == amount("¥100") == amount("100 元面值") == 100
    assert amount("100-200") is amount("月卡") is amount("") is None
    rows = {2: row("甲", "卡", "9.5折"), 3: row("甲", "卡", "9.5折")}
    figured, guesses = priced_by_face(rows, {2: "100", 3: "月卡"})
    assert [figured[number]["quotes.breaks"] for number in rows] == ["95", "9.5折"]
    assert [guess.row for guess in guesses] == [2]


def test_conditions_below_the_last_price_and_headings_between_are_remarks():
    rows = {2: row("甲", "杯", "3"), 3: row("", "二、壶类"), 4: row("甲", "壶", "5"), 5: row("乙", "瓶"),
            6: row("付款方式：", "定金 30%"), 7: row("", "有效期 30 天")}  # fmt: skip
    cells = {number: [*texts.values()] for number, texts in rows.items()}
    assert remarks(rows, cells) == {3: "二、壶类", 6: "付款方式： 定金 30%", 7: "有效期 30 天"}


def test_a_list_of_names_in_which_few_have_a_price_holds_no_remarks_between():
    rows = {2: row("", "杯"), 3: row("", "壶"), 4: row("甲", "瓶", "5")}
    assert remarks(rows, {number: [*texts.values()] for number, texts in rows.items()}) == {}
