"""Products out of a spreadsheet."""

from __future__ import annotations

from decimal import Decimal

import pytest

from portal.products.models import Product
from tests.cast import NOW
from tests.imports.desk import Desk, problems
from tests.products.makers import make_business, make_product, make_quote
from tests.suppliers.makers import make_category, make_supplier


@pytest.fixture
def desk(signed_in, cast):
    make_business("主店")
    return Desk(signed_in(cast.mei, "zh"))


def bring(desk, text):
    return desk.bring(text, name="商品.csv")


def test_products_come_in_with_prices_and_shares_as_people_paste_them(desk):
    make_category("充电器")
    text = "品名,货号,类型,品类,带电,月销量,售价,退货率\n快充,A-1,实物,充电器,是,1.2万,￥５９．９０元,3%\n"
    assert bring(desk, text).counts["products"]["new"] == 1
    one = Product.get()
    assert (one.name, one.kind, one.powered, one.monthly_units) == ("快充", "physical", True, 12000)
    assert (one.sale_price, one.currency, one.return_rate) == (Decimal("59.9"), "CNY", Decimal("0.03"))
    assert one.category.name == "充电器" and one.business.name == "主店"
    assert bring(desk, text).counts["products"] == {"new": 0, "changed": 0, "unchanged": 1, "skipped": 0, "refused": 0}


def test_the_sign_beside_a_price_says_its_currency_and_never_contradicts_the_column(desk):
    bring(desk, "品名,类型,售价\n快充,实物,US$9.5\n")
    assert Product.get().currency == "USD"
    page = desk.open("品名,类型,售价,币种\n数据线,实物,$9.5,人民币\n", name="x.csv")
    assert problems(page) == ["售价 价格“$9.5”的货币与本行写的货币不同。 1 行（第 2 行）"]


def test_a_change_of_a_product_is_undone_with_its_price(desk):
    bring(desk, "品名,货号,类型,售价\n快充,A1,实物,10\n")
    bring(desk, "品名,货号,售价\n快充新款,a-1,12.5\n")
    assert (Product.get().name, Product.get().sale_price) == ("快充新款", Decimal("12.5"))
    desk.press("undo")
    assert (Product.get().name, Product.get().sale_price, Product.get().search) == ("快充", 10, "快充 a1")


def test_a_product_with_a_quote_stays(desk):
    bring(desk, "品名,类型\n快充,实物\n数据线,实物\n")
    make_quote(make_supplier(), Product.get(Product.name == "数据线"))
    assert "这些记录之后被修改或使用过：数据线。" in desk.press("undo").text


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_products_come_back_as_they_went(desk, kind):
    category = make_category("充电器")
    for number in range(120):
        make_product(
            f"=快充{number}", code=f"00{number}", category=category, powered=number % 2 == 0, sale_price="12345.678901",
            currency="USD", return_rate="0.0325", monthly_units=number or None, note="一\n二",
        )  # fmt: skip
    exported = desk.browser.get(f"/products/export.{kind}").data
    page = desk.open(exported, name=f"p.{kind}")
    assert problems(page) == []
    assert "不变 120" in page
    before = known()
    Product.update(deleted_at=NOW).execute()
    desk.press("apply")
    assert known() == before


def known():
    columns = [
        field for name, field in Product._meta.fields.items() if name not in ("id", "created_at", "search", "version")
    ]
    return sorted(Product.select(*columns).where(Product.deleted_at.is_null()).tuples(), key=str)
