"""Of more than a few suppliers and products a form asks for the name, and of very many it does not send them all."""

from __future__ import annotations

import pytest

from portal.agreements.models import Agreement
from portal.core.forms.rows import FEW, MANY
from portal.core.models import bulk
from portal.core.models.users import User
from portal.products.models import Product
from portal.suppliers.models.suppliers import Supplier
from tests.cast import stamp
from tests.products.makers import make_business, make_product
from tests.suppliers.makers import make_supplier

GIVEN = {"title": "Frame agreement", "goods": "physical"}


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


@pytest.fixture
def crowd(cast):
    """More suppliers than a list holds."""
    about = {"kind": "maker", "goods": "physical"}
    Supplier.enlist_all(stamp(), ({"name": f"Harbor {number}", **about} for number in range(MANY + 1)))
    return Supplier.get(Supplier.name == "Harbor 7")


def send(browser, supplier):
    return browser.post("/agreements", data={**GIVEN, "supplier": supplier})


def test_a_few_are_a_list(mei):
    make_supplier("Harbor")
    assert '<select id="supplier"' in mei.get("/agreements/new").text


@pytest.fixture
def several(cast):
    """One more than a list holds."""
    return [make_supplier(f"Harbor {letter * 2}") for letter in "abcdefghijklm"[: FEW + 1]]


def test_of_more_than_a_few_two_letters_are_typed_without_a_script_too(mei, several):
    page = mei.get("/agreements/new").text
    assert '<select id="supplier"' not in page and 'hx-get="/suppliers/named' not in page
    assert page.count('<option value="Harbor ') == FEW + 1
    assert send(mei, "cc").status_code == 303
    assert Agreement.get().supplier_id == several[2].id


def test_what_several_names_hold_is_refused_with_some_of_them(mei, several):
    answer = send(mei, "arbor")
    assert answer.status_code == 422
    assert "for example Harbor aa / Harbor bb / Harbor cc." in answer.text and 'value="arbor"' in answer.text


def test_of_those_of_one_name_the_number_tells_them_apart(mei, several):
    twin = make_supplier("HARBOR CC")
    answer = send(mei, "harbor cc")
    assert f"Harbor cc #{several[2].id} / HARBOR CC #{twin.id}" in answer.text
    assert send(mei, f"harbor cc #{twin.id}").status_code == 303
    assert Agreement.get().supplier_id == twin.id


def test_a_name_that_is_the_number_of_another_is_asked_back(mei, several):
    digits = make_supplier(str(several[2].id))
    answer = send(mei, several[2].id)
    assert answer.status_code == 422
    offered_names = answer.text.split("for example ")[1].split(". Write")[0]
    assert sorted(offered_names.split(" / ")) == sorted([f"{several[2].id} #{digits.id}", "Harbor cc"])
    assert send(mei, f"{several[2].id} #{digits.id}").status_code == 303
    assert Agreement.get().supplier_id == digits.id


def test_the_person_is_typed_where_the_team_is_large(mei):
    for number in range(FEW):
        User.add(f"harper{number}", f"Harper {number}", "buyer", "x", None, stamp())
    page = mei.get("/suppliers/new").text
    assert '<select id="owner"' not in page and '<datalist id="owner-names">' in page and 'placeholder="—"' in page


def test_of_very_many_the_name_is_typed_and_completed(mei, crowd):
    page = mei.get(f"/agreements/new?supplier={crowd.id}").text
    assert '<select id="supplier"' not in page and "Harbor 8" not in page
    assert 'list="supplier-names"' in page and '<datalist id="supplier-names">' in page
    assert 'value="Harbor 7"' in page
    names = mei.htmx("/suppliers/named?supplier=arbor 7").text
    assert '<option value="Harbor 7">' in names and '<option value="Harbor 71">' in names
    assert "Harbor 8<" not in names and mei.get("/suppliers/named").text.count("<option") == 20


@pytest.mark.parametrize("typed", ["Harbor 7", " harbor 7 ", "ＨＡＲＢＯＲ 7"])
def test_a_typed_name_is_the_supplier_of_that_name(mei, crowd, typed):
    assert send(mei, typed).status_code == 303
    assert Agreement.get().supplier_id == crowd.id


def test_an_id_still_is_one(mei, crowd):
    assert send(mei, crowd.id).status_code == 303
    assert Agreement.get().supplier_id == crowd.id


def test_a_name_nobody_bears_is_refused_and_kept(mei, crowd):
    answer = send(mei, "Harbour 7")
    assert answer.status_code == 422
    assert "Nothing here is called so." in answer.text and 'value="Harbour 7"' in answer.text
    assert send(mei, "99999").status_code == 422


def test_a_name_that_several_bear_is_refused(mei, crowd):
    twin = make_supplier("HARBOR 7")
    assert (
        f"Several are called so, for example Harbor 7 #{crowd.id} / HARBOR 7 #{twin.id}" in send(mei, "Harbor 7").text
    )


def test_products_are_completed_too(mei, cast):
    make_product("Lamp")
    about = {"business": make_business().id, "kind": "physical", "currency": "CNY"}
    bulk.add(Product, stamp(), [{"name": f"Torch {number}", **about} for number in range(MANY + 1)])
    page = mei.get("/quotes/new").text
    assert 'hx-get="/products/named"' in page and "Torch 8" not in page
    assert '<option value="Lamp">' in mei.get("/products/named?product=am").text


def test_an_inquiry_and_a_comparison_begin_with_a_typed_name(mei, crowd):
    page = mei.get("/inquiries/new?supplier=harbor 7").text
    assert 'value="Harbor 7"' in page
    about = {"business": make_business().id, "kind": "physical", "currency": "CNY"}
    bulk.add(Product, stamp(), [{"name": f"Torch {number}", **about} for number in range(MANY + 1)])
    page = mei.get("/comparisons?product=torch 8").text
    assert 'value="Torch 8"' in page and "Torch 9" not in page
