"""Comparisons kept as they stood, with the conclusion a person wrote."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape

import pytest

from portal.core.models.audit import AuditEvent
from portal.core.models.users import User
from portal.products.models import Product
from portal.quotes.models import PriceBreak, Quote
from portal.samples.models.samples import Sample
from portal.settings.models.rates import FxRate
from portal.snapshots.models import Snapshot
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Supplier
from tests.cast import NOW
from tests.comparisons.makers import address, make_goods, make_offer, make_rate, make_rival, make_verdict

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def charger(cast):
    return make_goods()


@pytest.fixture
def rivals(charger):
    north, south = make_rival("North"), make_rival("South")
    make_offer(north, charger, "40")
    make_offer(south, charger, "6", currency="USD")
    make_rate()
    make_verdict(north, charger)
    make_verdict(south, charger, B1=500, B2=440)
    return north, south


def keep(browser, charger, rivals, title="In November", conclusion="Take North, ask South again.", **more):
    query = address(charger, *rivals, **more).split("?")[1]
    return browser.post(
        "/snapshots", data={"query": query, "title": title, "conclusion": conclusion, "key": title.replace(" ", "-")}
    )


def shown(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page.text.split('id="main"')[1]))


def test_a_snapshot_is_kept_with_its_conclusion_and_an_event(signed_in, cast, charger, rivals):
    browser = signed_in(cast.mei)
    answer = keep(browser, charger, rivals)
    assert answer.status_code == 303
    seen = shown(browser.get(answer.location))
    assert "Take North, ask South again." in seen
    assert "North is recommended" in seen
    assert "1 USD = 7.18 CNY" in seen
    assert AuditEvent.select().where(AuditEvent.verb == "snapshot.take").count() == 1


def test_nothing_that_happens_later_changes_a_snapshot(signed_in, cast, charger, rivals):
    page, browser = keep(signed_in(cast.mei), charger, rivals).location, signed_in(cast.guo)
    before = browser.get(page).text
    PriceBreak.update(unit_price=Decimal(99)).execute()
    Quote.update(lead_days=90, deleted_at=NOW).execute()
    FxRate.update(value=Decimal(3)).execute()
    Sample.update(verdict="drop").execute()
    Document.update(deleted_at=NOW).execute()
    Supplier.update(name="Renamed", deleted_at=NOW).execute()
    Product.update(name="Renamed", sale_price=None).execute()
    User.update(name="Renamed").where(User.id == cast.mei.id).execute()
    after = browser.get(page).text
    assert after.split('id="main"')[1].split('id="parts"')[0] == before.split('id="main"')[1].split('id="parts"')[0]


def test_a_snapshot_needs_a_conclusion_and_what_was_typed_stays(signed_in, cast, charger, rivals):
    answer = keep(signed_in(cast.mei), charger, rivals, title="My title", conclusion=" ")
    assert answer.status_code == 422
    assert 'value="My title"' in answer.text
    assert not Snapshot.select().exists()


def test_the_form_shows_what_will_be_kept(signed_in, cast, charger, rivals):
    answer = signed_in(cast.mei).get(address(charger, *rivals).replace("/comparisons/show", "/snapshots/new"))
    assert answer.status_code == 200
    assert "North is recommended" in answer.text
    assert f"supplier={rivals[0].id}&supplier={rivals[1].id}" in unescape(answer.text)


def test_sending_the_form_twice_keeps_one(signed_in, cast, charger, rivals):
    browser = signed_in(cast.mei)
    assert keep(browser, charger, rivals).location == keep(browser, charger, rivals).location
    assert Snapshot.select().count() == 1


def test_two_snapshots_are_read_side_by_side_the_older_one_first(signed_in, cast, charger, rivals):
    browser = signed_in(cast.mei)
    keep(browser, charger, rivals)
    PriceBreak.update(unit_price=Decimal(45)).where(PriceBreak.unit_price == Decimal(40)).execute()
    keep(browser, charger, rivals, title="In December", conclusion="Wait.")
    first, second = (one.id for one in Snapshot.select().order_by(Snapshot.id))
    seen = shown(browser.get(f"/snapshots/pair?snapshot={second}&snapshot={first}"))
    assert seen.index("In November") < seen.index("In December")
    assert "¥40.80 ¥45.90" in seen
    assert "Take North, ask South again. Wait." in seen


def test_figures_of_other_quantities_are_marked_as_not_alike(signed_in, cast, charger, rivals):
    browser = signed_in(cast.mei)
    keep(browser, charger, rivals)
    keep(browser, charger, rivals, title="Many", quantity=5000)
    first, second = (one.id for one in Snapshot.select().order_by(Snapshot.id))
    assert "figures are not alike" in browser.get(f"/snapshots/pair?snapshot={first}&snapshot={second}").text


@pytest.mark.parametrize("query", ["", "snapshot=1", "snapshot=a&snapshot=b", "snapshot=1&snapshot=2&snapshot=3"])
def test_other_than_two_cannot_be_put_side_by_side(signed_in, cast, query):
    answer = signed_in(cast.guo).get(f"/snapshots/pair?{query}")
    assert answer.status_code == 422
    assert "Choose two snapshots." in answer.text


def test_a_viewer_reads_and_prints_but_keeps_nothing(signed_in, cast, charger, rivals):
    page = keep(signed_in(cast.mei), charger, rivals).location
    browser = signed_in(cast.guo)
    assert browser.get(page).status_code == 200
    assert browser.get(f"{page}/print").status_code == 200
    assert browser.get("/snapshots").status_code == 200
    assert keep(browser, charger, rivals, title="Mine").status_code == 403
    assert "/snapshots/new" not in browser.get(address(charger, *rivals)).text


@pytest.mark.parametrize(
    "query", ["", "product=1", "%00", "a" * 9000, "&" * 200, "product=1&quantity=2&supplier=1&supplier=2"]
)
def test_an_address_that_makes_no_sense_keeps_nothing(signed_in, cast, query):
    data = {"query": query, "title": "T", "conclusion": "C"}
    assert signed_in(cast.mei).post("/snapshots", data=data).status_code == 404
    assert not Snapshot.select().exists()
