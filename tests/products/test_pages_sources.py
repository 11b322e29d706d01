"""What a supplier is to a product."""

from __future__ import annotations

from decimal import Decimal as D

import pytest

from portal.core.models.audit import AuditEvent
from portal.products.models import Source
from tests.products.makers import make_business, make_product, make_quote
from tests.suppliers.makers import make_supplier


@pytest.fixture
def desk(signed_in, cast):
    make_business()
    return signed_in(cast.mei)


@pytest.fixture
def pair(desk):
    return make_supplier("North Star"), make_product("Cup")


def given(pair, **about):
    supplier, product = pair
    return {"key": "k1", "supplier": supplier.id, "product": product.id, "role": "margin"} | about


def test_a_supplier_gets_a_role_and_a_return_rate(desk, pair):
    supplier, product = pair
    assert "North Star" in desk.get(f"/sources/new?product={product.id}&supplier={supplier.id}").text
    answer = desk.post("/sources", data=given(pair, return_rate="1.5"))
    assert answer.location == f"/products/{product.id}#sources"
    assert (Source.get().role, Source.get().return_rate) == ("margin", D("0.015"))
    page = desk.get(f"/products/{product.id}").text
    assert "Margin" in page and "return rate 1.5%" in page


def test_a_supplier_is_listed_once(desk, pair):
    desk.post("/sources", data=given(pair))
    assert desk.post("/sources", data=given(pair)).status_code == 303
    answer = desk.post("/sources", data=given(pair, key="k2"))
    assert answer.status_code == 422 and "listed already" in answer.text
    assert Source.select().count() == 1


@pytest.mark.parametrize(
    "wrong", [{"role": "king"}, {"return_rate": "101"}, {"return_rate": "-1"}, {"supplier": "99999"}, {"supplier": ""}]
)
def test_what_makes_no_sense_is_refused_in_the_form(desk, pair, wrong):
    assert desk.post("/sources", data=given(pair, **wrong)).status_code == 422
    assert not Source.select().exists()


def test_of_two_people_the_second_sees_what_the_first_saved(desk, pair, signed_in, cast):
    desk.post("/sources", data=given(pair))
    source = Source.get()
    signed_in(cast.lin).post(f"/sources/{source.id}", data={"role": "backup", "version": 1})
    answer = desk.post(f"/sources/{source.id}", data={"role": "traffic", "version": 1})
    assert answer.status_code == 409 and "Backup" in answer.text
    assert Source.get().role == "backup"
    assert desk.post(f"/sources/{source.id}", data={"role": "", "version": 2}).status_code == 303
    assert Source.get().role is None


def test_a_supplier_taken_off_a_product_comes_back_and_its_quotes_stay(desk, pair):
    supplier, product = pair
    make_quote(supplier, product)
    source = Source.get()
    desk.post(f"/sources/{source.id}", data={"role": "margin", "return_rate": "2", "version": source.version})
    desk.post(f"/sources/{source.id}/remove")
    assert not Source.select().exists()
    page = desk.get(f"/products/{product.id}").text
    assert "North Star" in page.split("Price history")[0] and "Set a role" in page
    undo = page.split('action="/undo/')[1].split('"')[0]
    desk.post(f"/undo/{undo}")
    assert (Source.get().role, Source.get().return_rate) == ("margin", D("0.02"))
    assert AuditEvent.select().where(AuditEvent.verb == "source.remove").exists()
