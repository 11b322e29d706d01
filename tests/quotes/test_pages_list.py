"""The list of all quotes."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from html import unescape

import pytest

from portal.quotes.models import Quote
from tests.bulk.makers import Ticked
from tests.cast import TODAY, stamp
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def north(cast):
    return make_supplier("North")


@pytest.fixture
def charger(cast):
    return make_product("Charger")


@pytest.fixture
def listed(signed_in, cast):
    """Product and supplier of each row an address gives, in its order."""
    browser = signed_in(cast.guo)

    def pairs(**query):
        page = browser.get("/quotes", query_string=query).text
        found = re.findall(
            r'href="/quotes/\d+"><bdi>([^<]*)</bdi>.*?href="/suppliers/\d+"><bdi>([^<]*)<', page, re.DOTALL
        )
        return [tuple(map(unescape, pair)) for pair in found]

    return pairs


def test_an_empty_list_says_the_first_step(signed_in, cast):
    assert "Write down the first price" in signed_in(cast.mei).get("/quotes").text


def test_every_quote_stands_in_it_the_newest_first(listed, north, charger):
    south, cable = make_supplier("South"), make_product("Cable")
    make_quote(north, charger, quoted_on=YESTERDAY)
    make_quote(south, cable)
    assert listed() == [("Cable", "South"), ("Charger", "North")]


def test_each_filter_narrows_the_list(listed, north, charger):
    south, cable = make_supplier("South"), make_product("Cable")
    make_quote(north, charger, tax_basis="excluded", valid_until=None)
    make_quote(south, cable, valid_until=YESTERDAY, quoted_on=YESTERDAY)
    make_quote(south, charger, valid_until=TODAY + timedelta(days=14))
    assert listed(product=cable.id) == listed(show="expired") == [("Cable", "South")]
    assert listed(supplier=north.id) == listed(tax="excluded") == [("Charger", "North")]
    assert listed(show="ending") == listed(q="south charger") == [("Charger", "South")]
    assert sorted(listed(show="holds")) == [("Charger", "North"), ("Charger", "South")]


def test_each_way_of_looking_says_how_many_it_shows(signed_in, cast, north, charger):
    make_quote(north, charger, valid_until=YESTERDAY, quoted_on=YESTERDAY)
    make_quote(north, charger)
    page = signed_in(cast.guo).get("/quotes").text
    assert re.findall(r"<b>(\d+)</b>([\w ]+)", page) == [
        ("2", "All"), ("1", "Hold today"), ("0", "End soon"), ("1", "Expired"),
    ]  # fmt: skip


def test_a_quote_says_its_range_of_prices_its_tax_and_what_keeps_it_from_counting(signed_in, cast, north, charger):
    make_quote(north, charger, breaks=[(1, 12), (100, "9.5")], quoted_on=YESTERDAY, tax_basis="unknown", lead_days=None)
    make_quote(north, charger, "11", valid_until=None)
    page = signed_in(cast.guo).get("/quotes").text
    assert "¥12.00 – ¥9.50" in page and "Tax unknown" in page
    assert page.count("There is a newer one") == 1
    assert "no end date" in page
    assert "unknown" in page


def test_a_newer_quote_that_has_run_out_leaves_the_older_as_the_price_of_today(signed_in, cast, north, charger):
    make_quote(north, charger, quoted_on=YESTERDAY)
    make_quote(north, charger, valid_until=YESTERDAY, quoted_on=YESTERDAY)
    assert "There is a newer one" not in signed_in(cast.guo).get("/quotes").text


@pytest.mark.parametrize(
    ("sort", "names"),
    [
        ("product", ["A", "B", "C"]),
        ("supplier", ["C", "B", "A"]),
        ("lead", ["B", "C", "A"]),
        ("until", ["B", "A", "C"]),
    ],
)
def test_a_column_sorts_both_ways_and_the_unknown_come_last(listed, cast, sort, names):
    for product, supplier, lead, until in (("A", "Z", None, 5), ("B", "Y", 3, 2), ("C", "X", 9, None)):
        ends = TODAY + timedelta(days=until) if until else None
        make_quote(make_supplier(supplier), make_product(product), lead_days=lead, valid_until=ends)
    assert [product for product, _supplier in listed(sort=sort)] == names
    down = [product for product, _supplier in listed(sort=sort, down="yes")]
    known = [name for name in names if (sort, name) not in (("lead", "A"), ("until", "C"))]
    assert down[: len(known)] == known[::-1]


def test_what_is_deleted_is_not_in_it(listed, cast, north, charger):
    lost, gone = make_product("Lost"), make_supplier("Gone")
    make_quote(north, charger).remove(stamp())
    make_quote(gone, charger)
    make_quote(north, lost)
    gone.remove(stamp())
    lost.remove(stamp())
    assert listed() == []


def test_the_export_is_the_filtered_list(signed_in, cast, north, charger):
    make_quote(north, charger)
    make_quote(make_supplier("South"), charger)
    browser = signed_in(cast.guo)
    answer = browser.get(f"/quotes/export.csv?supplier={north.id}")
    assert [row[0] for row in csv.reader(io.StringIO(answer.data.decode("utf-8-sig")))][1:] == ["North"]
    assert browser.get(f"/quotes/export.xlsx?supplier={north.id}").data.startswith(b"PK")


@pytest.mark.parametrize("query", ["page=9999999", "product=x", "supplier=99999999999", "show=x&tax=y&sort=z", "q=%00"])
def test_any_address_gives_a_list(signed_in, cast, north, charger, query):
    make_quote(north, charger)
    assert signed_in(cast.guo).get(f"/quotes?{query}").status_code == 200


def test_filtering_answers_the_results_only(signed_in, cast, north, charger):
    make_quote(north, charger)
    answer = signed_in(cast.guo).htmx("/quotes?q=north")
    assert answer.text.lstrip().startswith('<div id="results">') and "<html" not in answer.text


def test_the_list_costs_the_same_with_fifty_quotes(signed_in, cast, statements, north, charger):
    browser = signed_in(cast.mei)
    make_quote(north, charger)

    def cost():
        with statements() as seen:
            browser.get("/quotes")
        return len(seen)

    few = cost()
    for number in range(50):
        make_quote(make_supplier(f"S{number}"), charger, breaks=[(1, 3), (10, 2)])
    assert cost() == few <= 6


def test_ticked_quotes_get_another_end_and_it_is_taken_back(signed_in, cast, north, charger):
    old = make_quote(north, charger, quoted_on=YESTERDAY, valid_until=None)
    new = make_quote(north, charger)
    ticked = Ticked(signed_in(cast.mei), "quotes", old, new)
    said = ticked.dry("until", until=YESTERDAY.isoformat())
    assert said == f"Ends 1 quote on {YESTERDAY}. 1 quote cannot: quoted after that day."
    ticked.carry_out("until", until=YESTERDAY.isoformat())
    assert Quote.get_by_id(old.id).valid_until == YESTERDAY
    assert Quote.get_by_id(new.id).valid_until == date(2027, 11, 24)
    assert ticked.undo() == "Taken back"
    assert Quote.get_by_id(old.id).valid_until is None
    assert Quote.get_by_id(old.id).breaks() == old.breaks() != []


def test_ticked_quotes_are_deleted_and_come_back(signed_in, cast, north, charger):
    ticked = Ticked(signed_in(cast.mei), "quotes", make_quote(north, charger), make_quote(north, charger))
    assert ticked.dry("delete") == "Deletes 2 quotes."
    ticked.carry_out("delete")
    assert Quote.select().where(Quote.deleted_at.is_null()).count() == 0
    ticked.undo()
    assert Quote.select().where(Quote.deleted_at.is_null()).count() == 2
