"""Quotes with price breaks, out of a spreadsheet."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from portal.products.models import Source
from portal.quotes.models import PriceBreak, Quote
from tests.cast import NOW
from tests.imports.desk import Desk, problems
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def desk(signed_in, cast):
    make_supplier("深圳市北岸电子有限公司")
    make_product("快充", code="NB-30")
    return Desk(signed_in(cast.mei, "zh"))


def bring(desk, text):
    return desk.bring(text, name="报价.csv")


def test_a_quote_comes_in_with_its_prices_days_and_fees(desk):
    text = (
        "供应商,货号,报价日期,有效期至,价格,起订量,交期,含税,运费,包装费,付款方式,定金\n"
        "北岸电子,nb-30,2026年1月5日,20270101,1：32元；100：29.5元,50,7天,含税,免,1.5,定金,30%\n"
    ).replace("北岸电子", "深圳市北岸电子")
    done = bring(desk, text)
    assert done.counts["quotes"]["new"] == 1, problems(desk.browser.get(desk.url).text)
    one = Quote.get()
    assert (one.quoted_on, one.valid_until, one.currency) == (date(2026, 1, 5), date(2027, 1, 1), "CNY")
    assert one.breaks() == [(1, 32), (100, Decimal("29.5"))]
    assert (one.moq, one.lead_days, one.tax_basis, one.payment) == (50, 7, "included", "deposit")
    assert (one.freight_per_order_state, one.packing, one.other_fees_state) == ("zero", Decimal("1.5"), "unknown")
    assert one.deposit_share == Decimal("0.3")
    assert Source.select().count() == 1
    assert bring(desk, text).counts["quotes"]["unchanged"] == 1


def test_every_fault_of_a_quote_is_named(desk):
    page = desk.open(
        "供应商,商品,报价日期,价格,币种,起订量,最大订量\n"
        "没有,快充,2026-01-05,10,,,\n"
        "深圳市北岸电子,没有,2026-01-05,10,,,\n"
        "深圳市北岸电子,快充,5/1/2026,10,,,\n"
        "深圳市北岸电子,快充,2027-01-05,10,,,\n"
        "深圳市北岸电子,快充,2026-01-05,面议,,,\n"
        "深圳市北岸电子,快充,2026-01-06,100:9;1:10,,,\n"
        "深圳市北岸电子,快充,2026-01-07,$10,人民币,,\n"
        "深圳市北岸电子,快充,2026-01-08,10,,100,50\n"
        "深圳市北岸电子,快充,2026-01-09,,,,\n",
        name="x.csv",
    )
    assert sorted(problem.split("。")[0] for problem in problems(page)) == [
        "价格 价格“$10”的货币与本行写的货币不同",
        "报价日期 “5/1/2026”不是日期，请写成 2026-01-31",
        "报价日期 这一天还没到",
        "最大订量 最多可订不能少于最少起订",
        "缺少“供应商类型”，没有它不能新增",
    ]
    assert "2 行没有价格，不建报价（第 6, 10 行）" in page


@pytest.mark.parametrize(("quoted", "until"), [("0001-01-01", ""), ("2026-01-05", "9999-12-31")])
def test_a_day_out_of_every_calendar_is_named(desk, quoted, until):
    lines = f"供应商,商品,报价日期,有效期至,价格\n深圳市北岸电子有限公司,快充,{quoted},{until},10\n"
    page = desk.open(lines, name="报价.csv")
    assert "请填 1990-01-01 到 2100-12-31 之间的日期。" in page


def test_a_changed_price_is_undone_and_a_new_quote_goes_with_the_source_it_made(desk):
    head = "供应商,商品,报价日期,价格\n"
    bring(desk, head + "深圳市北岸电子,快充,2026-01-05,10\n")
    first = desk.url
    bring(desk, head + "深圳市北岸电子,快充,2026-01-05,1:10;50:9\n")
    assert [price for _quantity, price in Quote.get().breaks()] == [10, 9]
    desk.press("undo")
    assert Quote.get().breaks() == [(1, 10)]
    desk.url = first
    assert "深圳市北岸电子有限公司 · 快充" in desk.press("undo").text
    bring(desk, head + "深圳市北岸电子,快充,2026-02-05,10\n")
    desk.press("undo")
    assert Source.select().count() == 1
    Quote.update(deleted_at=NOW).execute()
    Source.delete().execute()
    bring(desk, head + "深圳市北岸电子,快充,2026-03-05,10\n")
    desk.press("undo")
    assert Source.select().count() == 0


def test_what_the_file_says_and_what_stands_here_make_a_quote_together(desk):
    bring(desk, "供应商,商品,报价日期,价格,最大订量\n深圳市北岸电子,快充,2026-01-05,10,50\n")
    page = desk.open("供应商,商品,报价日期,价格,起订量\n深圳市北岸电子,快充,2026-01-05,10,100\n", name="x.csv")
    assert problems(page) == ["价格 最多可订不能少于最少起订。 1 行（第 2 行）"]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_quotes_come_back_as_they_went(desk, kind):
    for number in range(60):
        make_quote(
            make_supplier(f"供应商{number}号"), make_product(f"商品{number}", code=f"C{number}"),
            breaks=[(1, Decimal("10.123456")), (1000, Decimal(9))], moq=10, deposit_share=Decimal("0.125"),
            packing_state="amount", packing=Decimal("0.5"), freight_per_unit_state="unknown", incoterm="FOB",
            other_fees_state="not_applicable", payment="credit", credit_days=30, note="=一\n二", payment_note="+月结",
        )  # fmt: skip
    exported = desk.browser.get(f"/quotes/export.{kind}").data
    page = desk.open(exported, name=f"q.{kind}")
    assert problems(page) == []
    assert "不变 60" in page
    before = known()
    Quote.update(deleted_at=NOW).execute()
    desk.press("apply")
    assert known() == before


def known():
    apart = ("id", "created_at", "version", "by")
    columns = [field for name, field in Quote._meta.fields.items() if name not in apart]
    prices = PriceBreak.select(Quote.supplier, PriceBreak.from_quantity, PriceBreak.unit_price).join(Quote)
    here = Quote.deleted_at.is_null()
    return sorted(map(str, Quote.select(*columns).where(here).tuples())), sorted(prices.where(here).tuples())
