"""Which column is which field."""

from __future__ import annotations

import pytest

from portal.imports.rules.columns import SUPPLIER, heading_row, known, matched

FIELDS = known(SUPPLIER)


@pytest.mark.parametrize(
    ("headings", "fields"),
    [
        (["供应商名称（必填）", "统一社会信用代码", "成立日期"], ["name", "company_code", "since_year"]),
        (["Supplier name *", "Tax number", "FOUNDED"], ["name", "company_code", "since_year"]),
        (["序号", "名称", "简称"], ["", "name", ""]),
        (["备 注", "ＵＲＬ", ""], ["note", "website", ""]),
    ],
)
def test_columns_are_matched_by_what_people_call_them(headings, fields):
    assert matched(headings, FIELDS) == fields


def test_the_headings_are_the_row_that_names_most():
    rows = [["2026年供应商名单"], ["制表：林悦"], ["名称", "类型", "备注"], ["拓川", "工厂", ""]]
    assert heading_row(rows, FIELDS) == 2
    assert heading_row([["a"], ["b"]], FIELDS) == heading_row([], FIELDS) == 0
