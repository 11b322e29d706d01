"""A price list as teams keep one: suppliers, contacts, products and quotes in one table, under their own headings."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from portal.imports.models.imports import Import
from portal.products.models import Product
from portal.quotes.models import Quote
from portal.settings.models.categories import Category
from portal.suppliers.models.suppliers import Contact, Supplier
from tests.imports.desk import Desk
from tests.products.makers import make_business

pytestmark = pytest.mark.usefixtures("noon")

LIST = (
    "2026年报价汇总,,,,,,,,,,,\n"
    "厂家,联系人,手机/微信,类别,品名规格,单价,500个起,1000个起,起订,交期,报价日期,是否含税\n"
    "穗杉杯业,王敏,138 0000 0001,保温杯,316 保温杯 500 ml,21.5,20.64,19.78,500个,7-10天,1月5日,含13%税\n"
    "穗杉杯业,王敏,138 0000 0001,饭盒,玻璃饭盒 三格,15.2,14.1,—,300,10天,1月5日,含税\n"
    "永岭杯业,刘洋,138 0000 0002,保温杯,316 保温杯 500 ml,25.00元/个,23.04,22.4,≥100,现货,2026-01-05,含票\n"
    "栈桥百货,赵晴,138 0000 0004,保温杯,316 保温杯 500 ml,面议,,,200,7天,1月5日,不含\n"
    "合计,,,,,3,,,,,,\n"
)


@pytest.fixture
def desk(signed_in, cast):
    make_business("主店")
    return Desk(signed_in(cast.mei, "zh"))


def test_suppliers_contacts_products_categories_and_quotes_come_out_of_one_table(desk):
    desk.open(LIST, name="报价汇总.csv")
    desk.choose(fill_suppliers_kind="maker")
    done = desk.press("apply")
    assert done.status_code == 303, done.text
    assert [row.name for row in Supplier.select().order_by(Supplier.id)] == ["穗杉杯业", "永岭杯业", "栈桥百货"]
    assert [row.name for row in Contact.select().order_by(Contact.id)] == ["王敏", "刘洋", "赵晴"]
    assert [row.name for row in Product.select().order_by(Product.id)] == ["316 保温杯 500 ml", "玻璃饭盒 三格"]
    assert {row.name for row in Category.select().where(~Category.banned)} >= {"保温杯", "饭盒"}
    first, _second, third = Quote.select().order_by(Quote.id)
    assert first.breaks() == [(1, Decimal("21.5")), (500, Decimal("20.64")), (1000, Decimal("19.78"))]
    assert (first.moq, first.lead_days, first.quoted_on, first.tax_basis) == (500, 10, date(2026, 1, 5), "included")
    assert "7-10天" in first.note
    assert (third.moq, third.lead_days, third.tax_basis) == (100, 0, "included")
    assert third.breaks()[0] == (1, Decimal(25))


def test_the_same_list_twice_changes_nothing_and_is_undone_as_a_whole(desk):
    desk.open(LIST, name="报价汇总.csv")
    desk.choose(fill_suppliers_kind="maker")
    desk.press("apply")
    first = desk.url
    page = desk.open(LIST, name="again.csv")
    assert "没有要写入的内容" in page
    desk.url = first
    assert desk.press("undo").status_code == 303
    assert not Supplier.select().where(Supplier.deleted_at.is_null()).exists()
    assert not Product.select().where(Product.deleted_at.is_null()).exists()
    assert not Quote.select().where(Quote.deleted_at.is_null()).exists()
    assert not Category.select().where(Category.deleted_at.is_null(), ~Category.banned).exists()
    again = desk.open(LIST, name="third.csv")
    desk.choose(fill_suppliers_kind="maker")
    assert desk.press("apply").status_code == 303, again
    assert Import.select().where(Import.done_at.is_null(False)).count() == 2
    assert Category.select().where(Category.deleted_at.is_null(), ~Category.banned).count() == 2
