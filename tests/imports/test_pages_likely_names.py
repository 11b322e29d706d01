"""Where no column is known to hold the names, the one that looks like it is offered, and one press takes it."""

from __future__ import annotations

import re

import pytest

from portal.imports.models.headings import ImportColumn
from portal.quotes.models import Quote
from portal.suppliers.models.suppliers import Supplier
from tests.imports.desk import Desk, problems
from tests.products.makers import make_business

pytestmark = pytest.mark.usefixtures("noon")
LIST = "单位全称呼,产品,单价,序次\n" + "".join(f"永康{number}厂,杯子{number},12,{number}\n" for number in range(31))


@pytest.fixture
def desk(signed_in, cast):
    make_business("主店")
    return Desk(signed_in(cast.mei, "zh"))


def uses(page):
    """What can be pressed, and what it says."""
    return re.findall(r'name="use" value="([^"]+)">\s*([^<]+?)\s*</label>', page)


def test_rows_without_a_supplier_name_the_column_that_looks_like_it(desk):
    page = desk.open(LIST, name="报价.csv")
    assert any(text.startswith("这一行没写供应商。 31 行") for text in problems(page))
    assert uses(page) == [("0:suppliers.name", "用“单位全称呼”这一列")]


def test_one_press_takes_it_for_all_rows_and_it_is_remembered(desk):
    desk.open(LIST, name="报价.csv")
    desk.choose(use="0:suppliers.name")
    desk.choose(fill_suppliers_kind="maker")
    desk.press("apply")
    assert (Supplier.select().count(), Quote.select().count()) == (31, 31)
    assert ImportColumn.remembered()["单位全称呼"] == "suppliers.name"


def test_a_heading_that_hints_at_names_goes_before_other_words(desk):
    page = desk.open("颜色,出货的厂,产品,单价\n红,永康一厂,杯子,12\n", name="报价.csv")
    assert uses(page) == [("1:suppliers.name", "用“出货的厂”这一列")]


def test_a_column_of_figures_is_no_name(desk):
    assert uses(desk.open("箱数,产品,单价\n3,杯子,12\n", name="报价.csv")) == []


@pytest.mark.parametrize("use", ["x:suppliers.name", "9:suppliers.name", "0:nothing", "0", "1:products.name"])
def test_any_other_text_changes_nothing(desk, use):
    desk.open(LIST, name="报价.csv")
    assert desk.choose(use=use).status_code == 303
    assert Supplier.select().count() == 0
