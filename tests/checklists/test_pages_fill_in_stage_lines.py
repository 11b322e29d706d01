"""Every line of the lists of a stage that the records leave open leads to the form and field that is missing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from flask import url_for

from portal import content
from portal.actions.models import Action
from portal.checklists.pages.urls import form_link, left_to
from portal.facts import Missing, asks
from portal.products.models import Product
from portal.reviews.models import Review, ReviewPlan
from portal.settings.models.categories import MainCategory
from tests.agreements.makers import make_agreement
from tests.cast import NOW, TODAY, stamp
from tests.checklists.makers import make_run
from tests.facts.asking import ask
from tests.products.makers import make_business, make_product, make_quote
from tests.suppliers.makers import make_category, make_document, make_supplier

pytestmark = pytest.mark.usefixtures("noon")

LINES = {
    item.code: (stage, item)
    for stage, listed in content.stage_checklists().items()
    for item in listed.items
    if asks(item)
}
FOR_ADMINISTRATORS = {"S05", "G01", "G03", "M09", "M15"}  # where a category is marked, or a rate entered
LONG_AGO = NOW - timedelta(days=800)


def nothing():
    """A team that has written nothing down but its categories."""
    make_category()


def supplier_alone():
    """Somebody is bought from, and nobody said what."""
    make_category()
    make_supplier("Quay", status="active")


def bought():
    """A supplier and a product that say as little as they can, in a main category that was never compared."""
    category = make_category()
    MainCategory.create(business=make_business(), category=category)
    supplier = make_supplier("Quay", status="active", tier="strategic")
    product = make_product("Codes", kind="digital", monthly_units=None)
    Product.update(created_at=LONG_AGO).execute()
    make_quote(supplier, product, moq=None, tax_basis="unknown", currency="USD")
    make_document(supplier, "authorisation")
    return supplier, category


def looked_after():
    """The same with a category, an agreement that is silent, and a review with an action that nobody plans."""
    supplier, category = bought()
    Product.update(category=category, monthly_units=30).execute()
    make_agreement(supplier, ["exit_notice_days"], ends_on=None)
    ReviewPlan.create(supplier=supplier, every_months=3, starts_on=TODAY, anchor_day=1, due_on=TODAY)
    review = Review.create(supplier=supplier, done_on=TODAY, outcome="passed", at=NOW)
    Action.give("Ask", None, None, stamp(), supplier=supplier.id, source=review)


def drawn_up():
    """The same supplier with a plan for its first review, and an agreement that nobody signed."""
    supplier, _category = bought()
    Product.update(monthly_units=30).execute()
    make_agreement(supplier, signed_on=None)
    ReviewPlan.create(supplier=supplier, every_months=3, starts_on=TODAY, anchor_day=1, due_on=TODAY)


def open_lines():
    """The code of each line that is open, its link for who writes, and the answer of the records."""
    for code, (stage, item) in LINES.items():
        answer = ask(code, stage)
        if isinstance(answer, Missing):
            assert answer.link, f"{code} says nowhere where it is filled in"
            yield code, form_link(item.rule, answer.link, answer.names)


def opened(app, browser, link):
    """The address of a link, how it answers, and whether the field is there."""
    endpoint, arguments = link
    with app.test_request_context():
        address = url_for(endpoint, **arguments)
    page = browser.get(address.partition("#")[0])
    field = re.escape(arguments.get("_anchor", ""))
    return address, page.status_code, bool(re.search(rf'<(input|select|textarea)[^>]* id="{field}"', page.text))


WORLDS = [nothing, supplier_alone, bought, looked_after, drawn_up]


@pytest.mark.parametrize("world", WORLDS)
def test_the_link_opens_a_form_at_a_field_that_is_there(app, signed_in, cast, world):
    world()
    mei, lin, wrong, number = signed_in(cast.mei), signed_in(cast.lin), [], 0
    for code, link in open_lines():
        with app.test_request_context():
            administered = bool(left_to(link, ""))
        assert not administered or code in FOR_ADMINISTRATORS
        number += 1
        if opened(app, lin if administered else mei, link)[1:] != (200, True):
            wrong.append(f"{code}: {opened(app, lin if administered else mei, link)}")
    assert not wrong
    assert number > 3


def links(world):
    """Form and field by the code of the line; the number of an action is left out of its fields."""
    world()
    return {code: (link[0], re.sub(r"^plan-\d+", "plan", link[1]["_anchor"])) for code, link in open_lines()}


@pytest.mark.parametrize(
    ("world", "code", "expected"),
    [
        (nothing, "S08", ("suppliers.new", "name")),
        (nothing, "G08", ("products.new", "name")),
        (nothing, "G01", ("businesses.show", "categories-0")),
        (nothing, "M15", ("quotes.new", "currency")),
        (nothing, "M06", ("review_plans.new", "supplier")),
        (supplier_alone, "S05", ("quotes.new", "product")),
        (supplier_alone, "S07", ("agreements.new", "title")),
        (supplier_alone, "S13", ("suppliers.edit", "categories-0")),
        (supplier_alone, "M12", ("documents.new", "number")),
        (bought, "S04", ("products.edit", "monthly_units")),
        (bought, "S13", ("products.edit", "category")),
        (bought, "M02", ("review_plans.new", "first_on")),
        (bought, "M09", ("products.new", "category")),
        (bought, "M15", ("rates.index", "value")),
        (looked_after, "S04", ("quotes.edit", "moq")),
        (looked_after, "S07", ("clauses.edit", "exit_notice_days")),
        (looked_after, "S13", ("documents.edit", "expires_on")),
        (looked_after, "M02", ("actions.plan", "plan-owner")),
        (looked_after, "M06", ("actions.plan", "plan-due")),
        (looked_after, "M08", ("agreements.edit", "ends_on")),
        (looked_after, "M09", ("comparisons.index", "product")),
        (looked_after, "M12", ("documents.edit", "expires_on")),
        (drawn_up, "S07", ("agreements.edit", "signed_on")),
        (drawn_up, "M02", ("reviews.show", "outcome-0")),
        (drawn_up, "M08", ("agreements.edit", "signed_on")),
    ],
)
def test_it_is_the_field_that_lacks(database, world, code, expected):
    assert links(world)[code] == expected


def test_a_quote_that_cannot_be_compared_opens_at_its_tax(database):
    make_quote(make_supplier("Quay", status="active"), make_product("Cable"), tax_basis="unknown")
    assert links(lambda: None)["S05"] == ("quotes.edit", "tax_basis")


def test_a_quote_whose_currency_has_no_rate_asks_for_the_rate(database):
    make_quote(make_supplier("Quay", status="active"), make_product("Cable"), currency="USD")
    assert ask("S05").names == ("USD",)
    assert links(lambda: None)["S05"] == ("rates.index", "value")


def test_a_product_without_a_recent_quote_asks_for_one(database):
    quay, cable = make_supplier("Quay", status="active"), make_product("Cable")
    make_quote(quay, cable, quoted_on=TODAY - timedelta(days=700))
    assert links(lambda: None)["S05"] == ("quotes.new", "supplier")


def test_without_categories_the_page_of_the_business_leads_to_the_first(signed_in, cast):
    business, lin = make_business(), signed_in(cast.lin)
    assert '<a href="/categories/new">Add a category</a>' in lin.get(f"/businesses/{business.id}").text
    make_category()
    assert "Add a category" not in lin.get(f"/businesses/{business.id}").text


def test_a_buyer_reads_which_rate_an_administrator_enters(signed_in, cast):
    make_run("mature")
    make_quote(make_supplier("Quay", status="active"), make_product("Cable"), currency="USD")
    line = signed_in(cast.mei).get("/stages/mature").text.split('id="M15"')[1].split("</li>")[0]
    assert "An administrator enters the rate on “Exchange rates”: USD." in line and "Enter it" not in line
    assert "/rates?base=USD#value" in signed_in(cast.lin).get("/stages/mature").text


@pytest.mark.parametrize(("person", "led"), [("lin", True), ("mei", False), ("guo", False)])
def test_only_administrators_are_led_to_what_only_they_enter(signed_in, cast, person, led):
    make_run("growth")
    browser = signed_in(getattr(cast, person))
    line = browser.get("/stages/growth").text.split('id="G01"')[1].split("</li>")[0]
    assert ("#categories-0" in line) is led
    assert ("An administrator ticks them on “Businesses”." in line) is not led
