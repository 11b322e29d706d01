"""Every line on the path of a supplier that the records leave open leads to a form with the field that is missing."""

from __future__ import annotations

import re

import pytest
from flask import url_for

from portal import content
from portal.checklists.pages.urls import form_link
from portal.facts import Missing, asks
from portal.facts.path import PATH
from tests.agreements.makers import make_agreement
from tests.facts.asking import ask_path
from tests.inquiries.makers import make_inquiry
from tests.needs.makers import make_need
from tests.products.makers import make_product, make_quote
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_category, make_supplier

pytestmark = pytest.mark.usefixtures("noon")

LISTS = [one for one in content.checklists().values() if one.step]
LINES = {item.code: item for one in LISTS for item in one.items if asks(item, PATH)}
UNSAID = {
    **dict.fromkeys(("goal", "customers", "must", "breakers"), ""),
    **dict.fromkeys(("longest_lead", "price_low", "margin", "monthly_units", "first_order", "due_on"), None),
    "compliance": [],
}
NOBODY_WRITES = {"P06"}  # that no serious note is on file shows no search: people answer in the list itself


def nothing():
    """A supplier that is looked at for a need that says nothing."""
    make_category()
    return make_supplier("Quay"), make_need(make_product("Cable"), **UNSAID)


def begun():
    """The same with a need that says all, and with records of each kind that say as little as they can."""
    supplier, product = make_supplier("Quay", since_year=2015, categories=[make_category(permit="Licence")]), None
    product = make_product("Cable", monthly_units=None)
    make_sample(supplier, product, promised_on=None)
    make_agreement(supplier, signed_on=None, lacking=["sealed_sample_no"])
    make_quote(supplier, product, moq=None)
    make_inquiry(supplier, "lead_time_days", "monthly_capacity", "promised_reply_hours")
    return supplier, make_need(product)


def open_lines(world):
    """The code of each line that is open with where it is filled in."""
    supplier, need = world
    for code, item in LINES.items():
        answer = ask_path(code, supplier, need)
        if isinstance(answer, Missing) and code not in NOBODY_WRITES:
            yield code, item.rule, answer


@pytest.mark.parametrize("world", [nothing, begun])
def test_the_link_opens_a_form_at_a_field_that_is_there(app, signed_in, cast, world):
    mei, wrong, number = signed_in(cast.mei), [], 0
    for code, rule, answer in open_lines(world()):
        number += 1
        assert answer.link, f"{code} says nowhere where it is filled in"
        endpoint, arguments = form_link(rule, answer.link, answer.names)
        with app.test_request_context():
            address = url_for(endpoint, **arguments)
        field = re.escape(arguments.get("_anchor", ""))
        page = mei.get(address.partition("#")[0])
        if page.status_code != 200 or not re.search(rf'<(input|select|textarea)[^>]* id="{field}"', page.text):
            wrong.append(f"{code}: {address} answers {page.status_code}")
    assert not wrong
    assert number > 10


def test_what_people_answer_themselves_has_no_link(database):
    assert all(ask_path(code, make_supplier()).link is None for code in NOBODY_WRITES)


def test_years_lead_to_the_licence_where_the_licence_lacks(database):
    rule = LINES["P01"].rule
    year = form_link(rule, ask_path("P01", make_supplier("A", since_year=None)).link)
    paper = form_link(rule, ask_path("P01", make_supplier("B", since_year=2015)).link)
    assert (year[0], year[1]["_anchor"]) == ("suppliers.edit", "since_year")
    assert (paper[0], paper[1]["kind"]) == ("documents.new", "licence")
