"""How people write a cell, through the whole page: each spelling is read, or asked about, and none is read wrong."""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from portal.products.models import Product
from portal.quotes.models import Quote
from tests.imports.desk import Desk, problems
from tests.products.makers import make_business
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")
COLUMNS = {"breaks": "单价", "moq": "起订量", "lead_days": "交期", "quoted_on": "报价日期", "valid_until": "有效期至",
           "tax_basis": "含税", "order_multiple": "箱规"}  # fmt: skip
ASKED, NO_QUOTE = "asked", "no quote"
# What is written, in which column, and what it is.
SPELLINGS = [
    ("moq", "200个", 200), ("moq", "≥100", 100), ("moq", "100件起", 100), ("moq", "200 pcs", 200),
    ("moq", "100-499", 100), ("moq", "1箱(24个)", ASKED), ("moq", "2箱", ASKED), ("moq", "一手", ASKED),
    ("breaks", "¥12.5/个", {1: "12.5"}), ("breaks", "12.5元/件", {1: "12.5"}), ("breaks", "1,250.00", {1: "1250"}),
    ("breaks", "１２．５", {1: "12.5"}), ("breaks", "面议", NO_QUOTE), ("breaks", "待定", NO_QUOTE),
    ("breaks", "1: 21.5; 500: 20.64", {1: "21.5", 500: "20.64"}),
    ("breaks", "100-499:12.5;500以上:11", {100: "12.5", 500: "11"}),
    ("breaks", "100个12.5元,500个11元", {100: "12.5", 500: "11"}),
    ("breaks", "12-15元", ASKED), ("breaks", "约12元", ASKED), ("breaks", "12.5起", ASKED), ("breaks", "9折", ASKED),
    ("breaks", "12.5/11.8", ASKED), ("breaks", "$3.1", {1: "3.1"}), ("breaks", "缺货", ASKED),
    ("breaks", "12,5", ASKED), ("breaks", "12.5元/箱", ASKED), ("breaks", "12.5万", {1: "125000"}),
    ("breaks", "12.5元/百个", ASKED),
    ("breaks", "100个12.5元", {100: "12.5"}), ("breaks", "100pcs/12.5元", ASKED),
    ("lead_days", "7-10天", 10), ("lead_days", "3天内", 3), ("lead_days", "两周", 14), ("lead_days", "15个工作日", 21),
    ("lead_days", "现货", 0), ("lead_days", "2-3 weeks", 21), ("lead_days", "看情况", ASKED),
    ("lead_days", "有货", ASKED), ("lead_days", "缺货", ASKED), ("lead_days", "十五天", ASKED),
    ("lead_days", "年后", ASKED),
    ("tax_basis", "含13%税", "included"), ("tax_basis", "含票", "included"), ("tax_basis", "13%", "included"),
    ("tax_basis", "不含", "excluded"), ("tax_basis", "票点另算", ASKED), ("tax_basis", "加6个点", ASKED),
    ("tax_basis", "0%", ASKED), ("tax_basis", "不含13%税", "excluded"),
    ("quoted_on", "11月5日", date(2026, 11, 5)), ("quoted_on", "2026年11月", date(2026, 11, 1)),
    ("quoted_on", "11/5", date(2026, 11, 5)), ("quoted_on", "5/11/2026", ASKED), ("quoted_on", "上周", ASKED),
    ("valid_until", "12月底", ASKED), ("valid_until", "长期有效", ASKED),
    ("valid_until", "12月31日", date(2026, 12, 31)), ("valid_until", "30天", ASKED),
    ("order_multiple", "24个/箱", 24), ("order_multiple", "24", 24), ("order_multiple", "1*24", ASKED),
]  # fmt: skip
# What stands above a column of prices, and from which quantity they hold.
HEADINGS = {"500个起": 500, "1000个起": 1000, "100-499": 100, "500+": 500, "≥1,000": 1000, "MOQ价": 1, "单价": 1,
            "500以上": 500, "1k+": None, "<100": None, "500-999个": 500, "100 pcs": 100, "2000件": 2000}  # fmt: skip


@pytest.fixture
def desk(signed_in, cast):
    make_business("主店")
    make_supplier("拓川杯业")
    return Desk(signed_in(cast.mei, "zh"))


def sheet():
    lines = [["供应商", "品名", *COLUMNS.values()]]
    for place, (column, text, _meant) in enumerate(SPELLINGS):
        cells = {"breaks": "8", column: text}
        lines.append(["拓川杯业", f"杯子{place}号", *(f'"{cells.get(name, "")}"' for name in COLUMNS)])
    return "\n".join(",".join(cells) for cells in lines) + "\n"


def read(place, column):
    """What is on file of the quote of this row."""
    quote = Quote.select().join(Product).where(Product.name == f"杯子{place}号").get_or_none()
    if quote is None:
        return None
    if column == "breaks":
        return {quantity: f"{Decimal(price).normalize():f}" for quantity, price in quote.breaks()}
    return getattr(quote, column)


def test_every_spelling_of_a_cell_is_read_or_asked_about_and_none_is_wrong(desk):
    asked = [text for text in problems(desk.open(sheet(), name="写法.csv")) if "当作" not in text]
    assert desk.press("apply").status_code == 303
    outcomes, wrong = Counter(), []
    for place, (column, text, meant) in enumerate(SPELLINGS):
        value = read(place, column)
        is_asked = any(f"“{text}”" in line or f"（第 {place + 2} 行）" in line for line in asked)
        if value is None and is_asked:
            outcomes["asked"] += 1
        elif value == meant or (value is None and meant == NO_QUOTE):
            outcomes["read"] += 1
        else:
            wrong.append((column, text, value))
        if is_asked != (meant == ASKED):
            wrong.append((column, text, "asked" if is_asked else "not asked"))
    assert not wrong, "\n".join(map(str, wrong))
    assert outcomes == {
        "asked": sum(meant == ASKED for _column, _text, meant in SPELLINGS),
        "read": sum(meant != ASKED for _column, _text, meant in SPELLINGS),
    }


@pytest.mark.parametrize(("heading", "quantity"), HEADINGS.items())
def test_the_heading_of_a_price_column_says_from_which_quantity_it_holds_or_is_not_read(desk, heading, quantity):
    page = desk.open(f'供应商,品名,"{heading}",库存\n拓川杯业,杯子,8.5,有货\n', name="写法.csv")
    assert desk.press("apply").status_code == 303
    prices = [quote.breaks() for quote in Quote.select()]
    assert prices == ([[(quantity, Decimal("8.5"))]] if quantity else [])
    if not quantity:
        assert "不导入" in page
