"""A product is copied into a new form: what it is stays, the code that names it does not."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from portal.core.models.audit import AuditEvent
from portal.products.models import Product, Source
from portal.quotes.models import Quote
from tests.house.crawl import untouched
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_category, make_supplier


@pytest.fixture
def charger(cast):
    about = {"code": "C-65", "powered": True, "sale_price": Decimal(99), "return_rate": Decimal("0.02")}
    made = make_product(category=make_category("Chargers"), monthly_units=400, note="White", **about)
    make_quote(make_supplier("Tuochuan"), made)
    return made


def test_the_page_of_a_product_offers_a_copy_to_who_may_write(signed_in, cast, charger):
    link = f'href="/products/new?like={charger.id}"'
    assert link in signed_in(cast.mei).get(f"/products/{charger.id}").text
    assert link not in signed_in(cast.guo).get(f"/products/{charger.id}").text


@pytest.mark.parametrize(("language", "name"), [("en", "65W charger (copy)"), ("zh", "65W charger（副本）")])
def test_a_copy_is_a_filled_form_that_keeps_nothing_yet(signed_in, cast, charger, language, name):
    page = signed_in(cast.mei, language).get(f"/products/new?like={charger.id}").text
    assert f'value="{name}"' in page
    assert Product.select().count() == 1


def test_a_saved_copy_is_the_same_goods_without_its_code_and_without_quotes(signed_in, cast, charger):
    browser = signed_in(cast.mei)
    page = browser.get(f"/products/new?like={charger.id}").text
    answer = browser.post("/products", data=untouched(page, "/products"))
    copy = Product.get_by_id(int(re.findall(r"/products/(\d+)", answer.location)[0]))
    alike = ("business_id", "category_id", "kind", "powered", "worn_or_eaten", "monthly_units", "sale_price")
    assert all(getattr(copy, name) == getattr(charger, name) for name in (*alike, "return_rate", "note"))
    assert (copy.name, copy.code) == ("65W charger (copy)", "")
    assert not Quote.select().where(Quote.product == copy).exists()
    assert not Source.select().where(Source.product == copy).exists()
    event = AuditEvent.select().order_by(AuditEvent.id.desc()).first()
    assert (event.verb, event.object_id) == ("product.add", copy.id)


def test_what_is_not_on_file_cannot_be_copied(signed_in, cast, charger):
    assert signed_in(cast.mei).get("/products/new?like=999").status_code == 404
