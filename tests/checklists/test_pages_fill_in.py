"""“Enter it” leads to the form and field that is missing; what no record is kept of people answer."""

from __future__ import annotations

import re

import pytest

from portal import content
from portal.checklists.pages.urls import field_of, form_link, paper_kind
from tests.path.makers import make_step
from tests.products.makers import make_business
from tests.suppliers.makers import make_category, make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def supplier(cast):
    make_business()
    return make_supplier("Harbour", categories=[make_category(permit="Food licence")])


def page(browser, supplier, step="screening"):
    return browser.get(f"/steps/{step}/{supplier.id}").text


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ("P01", "/suppliers/{}/edit#since_year"),
        ("P03", "/documents/new?supplier={}&amp;kind=permit#number"),
        ("P05", "/reputation/new?supplier={}#source"),
        ("P12", "/documents/new?supplier={}&amp;kind=visit_record#number"),
    ],
)
def test_it_opens_the_form_and_the_field(signed_in, cast, supplier, code, address):
    make_step("screening", supplier)
    line = page(signed_in(cast.mei), supplier).split(f'id="{code}"')[1].split("</li>")[0]
    assert f'<a href="{address.format(supplier.id)}">Enter it</a>' in line


def test_the_field_is_there_and_the_kind_of_paper_is_chosen(signed_in, cast, supplier):
    mei = signed_in(cast.mei)
    assert 'id="since_year"' in mei.get(f"/suppliers/{supplier.id}/edit").text
    form = mei.get(f"/documents/new?supplier={supplier.id}&kind=visit_record").text
    assert re.search(r'<option selected value="visit_record">|value="visit_record" selected', form)


def test_whoever_cannot_write_is_led_to_the_records(signed_in, cast, supplier):
    make_step("screening", supplier)
    text = page(signed_in(cast.guo), supplier)
    assert "/documents/new" not in text and f"/suppliers/{supplier.id}#documents" in text


def test_what_is_kept_nowhere_is_said_to_be_answered_by_people(signed_in, cast, supplier):
    make_step("trial", supplier)
    line = page(signed_in(cast.mei), supplier, "trial").split('id="R01"')[1].split("</li>")[0]
    assert "No records of this are kept here: people answer it." in line
    assert "Enter it" not in line


@pytest.mark.parametrize(
    "name", ["ordered_products_sampled", "suppliers_vetted", "quotes_per_product", "landed_cost_complete"]
)
def test_no_line_asks_for_orders(name):
    fact = content.facts()[name]
    assert "订单" not in fact.unknown.zh and "order" not in fact.unknown.en


NEED_LINES = [item for item in content.checklists()["needs"].items if item.rule and item.rule.fact == "need_value"]


@pytest.mark.parametrize("item", NEED_LINES, ids=lambda item: item.code)
def test_each_line_of_a_need_names_a_field_of_its_form(signed_in, cast, supplier, item):
    from tests.needs.makers import make_need

    need = make_need()
    form = signed_in(cast.mei).get(f"/needs/{need.id}/edit").text
    if item.code != "N10":  # the longest delivery of digital goods is kept nowhere
        assert f'id="{field_of(item.rule, ())}"' in form


def test_a_quote_opens_at_what_is_missing():
    rule = content.checklists()["contact"].item("K03").rule
    link = form_link(rule, ("quotes.show", {"id": "7"}), ("freight", "tax_basis"))
    assert link == ("quotes.edit", {"id": "7", "_anchor": "freight_per_order-state-0"})
    assert paper_kind(content.checklists()["screening"].item("P10").rule) == "authorisation"
