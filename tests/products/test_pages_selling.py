"""What a platform takes of each sale: kept with the product, shown, carried in and out of spreadsheets, taken back."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from portal.core.models.audit import AuditEvent
from portal.products.models import Product
from tests.imports.desk import Desk
from tests.products.makers import make_business, make_product

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def buyer(signed_in, cast):
    make_business()
    return signed_in(cast.mei, "zh")


def typed(**about):
    return {"key": "k1", "name": "Cup", "kind": "physical", "currency": "CNY"} | about


def fees():
    product = Product.get()
    return product.sale_share, product.sale_fee


def test_share_and_fee_stand_beside_the_sale_price_and_empty_is_not_zero(buyer):
    page = buyer.post("/products", data=typed(sale_price="79", sale_share="5.5", sale_fee="0.6"))
    assert fees() == (D("0.055"), D("0.6"))
    assert "售价的 5.5%，加每件 ¥0.60" in buyer.get(page.location).text
    unknown = typed(sale_price="79", sale_share="", sale_fee="0", version=1, seen=1)
    buyer.post(f"/products/{Product.get().id}", data=unknown)
    assert fees() == (None, D(0)) and "平台扣点还不知道" in buyer.get(page.location).text
    assert '"sale_share":null' in AuditEvent.get(AuditEvent.verb == "product.edit").after


@pytest.mark.parametrize("wrong", [{"sale_share": "120"}, {"sale_share": "-1"}, {"sale_fee": "-2"}, {"sale_fee": "$2"}])
def test_more_than_the_sale_or_another_currency_is_refused(buyer, wrong):
    assert buyer.post("/products", data=typed(**wrong)).status_code == 422


def test_a_spreadsheet_brings_both_and_its_undo_takes_them_back(buyer):
    desk = Desk(buyer)
    make_product("快充", code="A1", sale_share=D("0.05"), sale_fee=D("1"))
    desk.bring("品名,货号,平台扣点,每件固定费\n快充,A1,8%,0.8\n", name="p.csv")
    assert fees() == (D("0.08"), D("0.8"))
    desk.press("undo")
    assert fees() == (D("0.05"), D(1))


def test_an_export_comes_back_unchanged(buyer):
    make_product("快充", code="A1", sale_price=D(79), sale_share=D("0.055"), sale_fee=D("0.6"))
    table = buyer.get("/products/export.csv").data
    assert "平台扣点" in table.decode("utf-8-sig") and "5.5%" in table.decode("utf-8-sig")
    assert "不变 1" in Desk(buyer).open(table, name="p.csv")
