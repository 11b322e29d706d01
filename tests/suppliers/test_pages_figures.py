"""Figures to choose by in the list of suppliers, and its columns."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest

from portal.core.models.users import User
from tests.cast import TODAY, stamp
from tests.comparisons.makers import make_verdict
from tests.products.makers import make_product, make_quote
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_document, make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def cell(signed_in, cast):
    """What the list says of a supplier under a heading, in plain text."""
    browser = signed_in(cast.guo)

    def text(supplier, heading):
        page = browser.get("/suppliers").text
        row = re.search(rf'<tr id="supplier-{supplier.id}">.*?</tr>', page, re.DOTALL)[0]
        found = re.search(rf'data-l="{heading}">(.*?)</td>', row, re.DOTALL)
        return " ".join(unescape(re.sub(r"<[^>]*>", " ", found[1])).split())

    return text


@pytest.fixture
def charger(cast):
    return make_product("Charger", return_rate="0")


def test_the_gap_says_how_far_the_best_quote_is_above_the_cheapest_and_of_how_many(cell, charger):
    north, south = make_supplier("North"), make_supplier("South")
    make_quote(north, charger, "10")
    make_quote(south, charger, "12.5")
    make_quote(south, make_product("Cable"), "3")
    assert cell(north, "Above the cheapest") == "cheapest 1 of 1 products"
    assert cell(south, "Above the cheapest") == "+25% 1 of 2 products"


def test_prices_with_and_without_tax_are_not_held_against_each_other(cell, charger):
    north, south = make_supplier("North"), make_supplier("South")
    make_quote(north, charger, "10", tax_basis="excluded")
    make_quote(south, charger, "12")
    assert cell(north, "Above the cheapest") == cell(south, "Above the cheapest") == "not known 0 of 1 products"


def test_what_nobody_quoted_is_not_known(cell, cast):
    bare = make_supplier()
    assert cell(bare, "Above the cheapest") == cell(bare, "Lead time quoted") == "not known"
    assert (cell(bare, "Sample verdict"), cell(bare, "Papers")) == ("no sample", "none on file")


def test_only_the_newest_quote_that_holds_counts_and_no_retired_supplier(cell, charger):
    north, south, gone = make_supplier("North"), make_supplier("South"), make_supplier("Gone", status="retired")
    yesterday = TODAY - timedelta(days=1)
    make_quote(north, charger, "11", lead_days=20)
    make_quote(north, charger, "1", quoted_on=yesterday, lead_days=1)
    make_quote(south, charger, "10")
    make_quote(south, charger, "2", quoted_on=yesterday, valid_until=yesterday, lead_days=2)
    make_quote(gone, charger, "1")
    assert cell(north, "Above the cheapest").startswith("+10%")
    assert (cell(north, "Lead time quoted"), cell(south, "Lead time quoted")) == ("20 days", "7 days")


def test_an_unknown_return_rate_is_an_unknown_cost(cell, cast):
    product = make_product("Mug")
    north = make_supplier("North")
    make_quote(north, product, "10")
    make_quote(make_supplier("South"), product, "10")
    assert cell(north, "Above the cheapest") == "not known 0 of 1 products"


def test_beside_costs_that_are_not_all_known_the_gap_is_a_bound(cell, charger):
    north, south = make_supplier("North"), make_supplier("South")
    make_quote(north, charger, "12")
    make_quote(south, charger, "10", packing_state="unknown")
    assert cell(north, "Above the cheapest") == "at most +20% 1 of 1 products"
    assert cell(south, "Above the cheapest") == "not known 0 of 1 products"


def test_lead_times_of_several_products_are_a_span(cell, charger):
    north = make_supplier()
    make_quote(north, charger, lead_days=5)
    make_quote(north, make_product("Cable"), lead_days=30)
    assert cell(north, "Lead time quoted") == "5 to 30 days"


def test_the_verdict_signed_last_stands_with_its_samples(cell, charger):
    north, waiting = make_supplier("North"), make_supplier("Waiting")
    make_verdict(north, charger)
    make_sample(north, charger)
    make_sample(waiting, charger)
    assert cell(north, "Sample verdict") == "Passed 1 of 2 signed"
    assert cell(waiting, "Sample verdict") == "1 in test"


def test_papers_say_how_many_are_in_date(cell, cast):
    north = make_supplier()
    make_document(north)
    make_document(north, "certificate", expires_on=TODAY)
    make_document(north, "permit", expires_on=TODAY - timedelta(days=1))
    make_document(north, "permit").remove(stamp())
    make_document(north, "source_evidence")  # nobody wrote down until when
    assert cell(north, "Papers") == "2 of 4 in date"


@pytest.mark.parametrize(
    ("sort", "names"), [("lead", ["B", "A", "C"]), ("verdict", ["A", "B", "C"]), ("papers", ["C", "A", "B"])]
)
def test_the_list_is_sorted_by_what_one_chooses_by(signed_in, cast, charger, sort, names):
    a, b, _c = (make_supplier(name) for name in "ABC")
    make_quote(a, charger, lead_days=9)
    make_quote(b, charger, lead_days=3)
    make_verdict(a, charger)
    make_verdict(b, charger, verdict="drop") if sort == "verdict" else None
    make_document(a), make_document(b), make_document(b, "permit")
    page = signed_in(cast.guo).get(f"/suppliers?sort={sort}&down=no").text
    assert re.findall(r'class="full"><a [^>]*><bdi>([^<]*)</bdi>', page) == names


def headings(page):
    head = re.search(r"<thead>(.*?)</thead>", page, re.DOTALL)[1]
    return [
        " ".join(re.sub(r"<[^>]*>", " ", text).split())
        for text in re.findall(r"<th(?! class=.noprint)[^>]*>(.*?)</th>", head, re.DOTALL)
    ]


def test_everybody_begins_with_the_same_columns(signed_in, cast):
    make_supplier()
    assert headings(signed_in(cast.guo).get("/suppliers").text) == [
        "Supplier", "Status", "Above the cheapest", "Lead time quoted", "Sample verdict", "Papers",
        "Next review", "Owner",
    ]  # fmt: skip


def test_a_person_chooses_the_columns_for_themselves_and_viewers_too(signed_in, cast):
    make_supplier(place="Hefei")
    browser = signed_in(cast.guo)
    answer = browser.post("/saved-views/columns", data={"column": ["place", "gap", "x"], "list": "kind=maker&page=2"})
    assert (answer.status_code, answer.location) == (303, "/suppliers?kind=maker")
    assert headings(browser.get("/suppliers").text) == ["Supplier", "Above the cheapest", "Place"]
    assert "Hefei" in browser.get("/suppliers").text
    assert "Place" not in headings(signed_in(cast.mei).get("/suppliers").text)
    browser.post("/saved-views/columns", data={"anew": "yes", "column": ["gap"]})
    assert len(headings(browser.get("/suppliers").text)) == 8
    assert User.get_by_id(cast.guo.id).columns == {}


def test_no_column_leaves_the_names(signed_in, cast):
    make_supplier()
    browser = signed_in(cast.guo)
    browser.post("/saved-views/columns", data={})
    assert headings(browser.get("/suppliers").text) == ["Supplier"]


def test_the_gap_costs_nothing_where_it_is_not_shown_and_the_same_for_fifty(signed_in, cast, charger, statements):
    browser = signed_in(cast.mei)

    def cost():
        with statements() as seen:
            browser.get("/suppliers")
        return len(seen)

    make_quote(make_supplier(), charger)
    few = cost()
    for number in range(50):
        make_quote(make_supplier(f"S{number}"), charger, str(number + 1))
    assert cost() == few
    browser.post("/saved-views/columns", data={"column": ["status"]})
    assert cost() == few - 3
