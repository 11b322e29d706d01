"""Exchange rates by date, and what happens to a category over time."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D

import pytest

from portal.core.models.audit import AuditEvent
from portal.settings.models.categories import Category
from portal.settings.models.rates import FxRate
from tests.cast import TODAY, stamp
from tests.products.makers import make_business


@pytest.fixture
def lin(signed_in, cast):
    make_business()
    return signed_in(cast.lin)


def make_rate(value="7.12345", on=TODAY, base="USD"):
    return FxRate.record(base, "CNY", D(value), on, "Bank", stamp())


def test_a_rate_reads_in_both_directions_and_names_who_wrote_it_down(lin, cast):
    FxRate.record("USD", "CNY", D("7.12345"), TODAY, "Bank", stamp(cast.lin))
    page = lin.get("/rates").text
    assert "1 USD = 7.12345 CNY" in page and "1 CNY = 0.140381 USD" in page
    assert "Bank" in page and page.count(cast.lin.name) > 1


def test_of_two_corrections_the_second_sees_the_first_and_keeps_its_own(lin):
    rate = make_rate()
    lin.post(f"/rates/{rate.id}", data={"value": "7.2", "note": "Bank", "version": 1})
    answer = lin.post(f"/rates/{rate.id}", data={"value": "7.3", "note": "Bank", "version": 1})
    assert answer.status_code == 409
    assert "7.2" in answer.text and 'value="7.3"' in answer.text
    assert lin.post(f"/rates/{rate.id}", data={"value": "7.3", "version": 2}).status_code == 303
    assert FxRate.get().value == D("7.3")


def test_a_rate_written_down_by_mistake_is_deleted_and_comes_back(lin):
    rate = make_rate()
    lin.post(f"/rates/{rate.id}/remove")
    page = lin.get("/rates").text
    assert "7.12345" not in page and not FxRate.select().exists()
    lin.post("/undo/" + page.split('action="/undo/')[1].split('"')[0])
    assert (FxRate.get().value, FxRate.get().on) == (D("7.12345"), TODAY)
    assert AuditEvent.select().where(AuditEvent.verb == "rate.remove").exists()


def test_bringing_back_a_rate_leaves_one_written_since_alone(lin):
    rate = make_rate()
    lin.post(f"/rates/{rate.id}/remove")
    token = lin.get("/rates").text.split('action="/undo/')[1].split('"')[0]
    make_rate("7.5")
    assert lin.post(f"/undo/{token}").status_code == 303
    assert FxRate.get().value == D("7.5")


def test_a_missing_currency_leads_to_the_form_with_it_chosen(lin):
    assert 'value="Euro EUR"' in lin.get("/rates?base=EUR").text
    assert lin.get("/rates?base=%00x&page=99999999999").status_code == 200


def test_the_list_has_pages(lin):
    for day in range(60):
        make_rate("7", TODAY - timedelta(days=day))
    assert "/rates?page=2" in lin.get("/rates").text
    last = f"{date(2026, 11, 24) - timedelta(days=59):%Y-%m-%d}"
    assert last in lin.get("/rates?page=2").text


def test_a_buyer_reads_rates_and_records_none(signed_in, cast):
    make_rate()
    mei = signed_in(cast.mei)
    page = mei.get("/rates").text
    assert "7.12345" in page and "Add a rate" not in page
    assert mei.post("/rates", data={"base": "EUR", "quote": "CNY", "value": "8", "on": "2026-11-01"}).status_code == 403


def test_the_page_of_a_category_shows_what_changed_and_by_whom(lin, cast):
    given = {"name": "SIM cards", "kind": "physical", "permit": "Licence A"}
    lin.post("/categories", data=given | {"key": "k"})
    lin.post(
        f"/categories/{Category.get().id}",
        data=given | {"permit": "Licence B", "banned": "y", "banned_reason": "Law", "version": 1},
    )
    page = lin.get(f"/categories/{Category.get().id}").text.split("What changed")[1]
    assert "Licence A" in page and "Licence B" in page and "Law" in page
    assert cast.lin.name in page and "changed" in page


def test_one_page_of_rates_has_no_bar_of_pages_and_behind_the_last_one_is_the_first(lin):
    make_rate()
    page = lin.get("/rates").text
    assert 'rel="prev"' not in page and 'rel="next"' not in page
    assert "row bar end" not in page
    behind = lin.get("/rates?page=7").text
    assert "No rates yet" not in behind
    assert "1 USD = 7.12345 CNY" in behind


@pytest.mark.parametrize(
    ("typed", "code"), [("RMB", "CNY"), ("人民币", "CNY"), ("cny", "CNY"), ("¥", "CNY"), ("美元", "USD"), ("€", "EUR")]
)
def test_a_currency_may_be_named_as_people_write_it_beside_amounts(signed_in, cast, typed, code):
    signed_in(cast.lin, "zh").post("/rates", data={"base": typed, "quote": "GBP", "value": "0.1", "on": "2026-11-20"})
    assert FxRate.get().base == code
