"""What the team calls its columns."""

from __future__ import annotations

import pytest

from portal.imports.models.headings import ImportColumn
from tests.trail import trail_tells


def test_a_heading_of_the_teams_own_is_understood_once_somebody_says_what_it_is(desk):
    assert "没有一列是" in desk.open("老板叫什么,备注\n甲乙,好\n")
    saved = desk.browser.post("/imports/headings", data={"heading": "老板叫什么（全称）", "field": "suppliers.name"})
    assert saved.status_code == 303
    assert "没有一列是" not in desk.open("老板叫什么,备注\n甲乙,好\n")
    page = desk.browser.get("/imports/headings").text
    assert "老板叫什么" in page and "供应商 · 名称" in page
    assert trail_tells("import_column.add")


def test_a_heading_means_again_what_it_usually_means_once_it_is_forgotten(desk):
    desk.browser.post("/imports/headings", data={"heading": "厂家", "field": "products.name"})
    row = ImportColumn.get()
    assert desk.browser.post(f"/imports/headings/{row.id}/forget").status_code == 303
    assert not ImportColumn.select().exists()
    assert "供应商 · 名称" in desk.open("厂家,备注\n甲乙,好\n")
    assert trail_tells("import_column.remove")


@pytest.mark.parametrize(
    ("heading", "field"), [("", "suppliers.name"), ("？！", "suppliers.name"), ("厂家", "suppliers.x")]
)
def test_what_is_no_heading_or_no_field_is_refused_and_stays_typed(desk, heading, field):
    answer = desk.browser.post("/imports/headings", data={"heading": heading, "field": field})
    assert answer.status_code == 422
    assert not ImportColumn.select().exists()
    assert f'value="{heading}"' in answer.text


def test_a_heading_of_a_colleagues_is_said_anew_not_twice(desk):
    for field in ("suppliers.name", "products.name"):
        desk.browser.post("/imports/headings", data={"heading": "名目", "field": field})
    assert ImportColumn.get().field == "products.name"


def test_headings_that_were_understood_are_not_kept_when_something_else_is_chosen(desk):
    desk.open("厂家,名称,单价(含税),单价(不含税)\n甲乙,钩,10,9\n")
    desk.choose(fill_suppliers_kind="maker")
    assert not ImportColumn.select().exists()
