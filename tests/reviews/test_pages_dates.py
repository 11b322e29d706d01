"""Other dates in the review calendar: layers that are switched on in the address."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.agreements.makers import make_agreement, written
from tests.cast import TODAY, stamp
from tests.products.makers import make_product, make_quote
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_document, make_supplier

pytestmark = pytest.mark.usefixtures("noon")
ALL = "with=quotes&with=papers&with=agreements&with=samples"
DAY = date(2026, 11, 27)


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


@pytest.fixture
def star(cast):
    return make_supplier("North Star", "active", owner=cast.mei.id)


def others(person, address: str) -> str:
    """The list of other dates, without tags."""
    page = person.get(f"/reviews?month=2026-11&{address}").text
    part = page.split('id="others"')[1].split("</section>")[0] if 'id="others"' in page else ""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", part))


def records(star, cast, on=DAY):
    charger = make_product()
    make_quote(star, charger, valid_until=on)
    make_document(star, "certificate", expires_on=on)
    make_agreement(star, ends_on=on)
    sample = make_sample(star, charger, promised_on=on)
    sample.assign(cast.mei.id, on, stamp())
    return sample


def test_no_other_date_is_there_until_its_layer_is_switched_on(mei, cast, star):
    records(star, cast)
    assert others(mei, "") == ""
    page = mei.get("/reviews?month=2026-11").text
    assert page.count('type="checkbox" name="with"') == 4 and " checked" not in page


@pytest.mark.parametrize(
    ("layer", "sentences", "link"),
    [
        ("quotes", ["Price ends: 65W charger (North Star)"], "/quotes/"),
        ("papers", ["Paper expires: Certificate"], "/suppliers/"),
        ("agreements", ["Agreement ends: Frame agreement (North Star)"], "/agreements/"),
        ("samples", ["Sample promised: 65W charger (North Star)", "Test due: 65W charger (North Star)"], "/samples/"),
    ],
)
def test_a_layer_brings_its_dates_and_leads_to_the_records(mei, cast, star, layer, sentences, link):
    records(star, cast)
    listed = others(mei, f"with={layer}")
    assert [sentence for sentence in sentences if f"2026-11-27 {sentence}" in listed] == sentences
    assert listed.count("2026-11-27") == len(sentences)
    page = mei.get(f"/reviews?month=2026-11&with={layer}").text
    assert f'href="{link}' in page.split('class="cal"')[1].split("</ol>")[0]


def test_the_layers_stay_in_the_address_of_every_month(mei, star):
    page = mei.get("/reviews?month=2026-11&with=quotes&with=papers&with=nonsense").text
    assert "/reviews?month=2026-12&amp;with=quotes&amp;with=papers" in page
    assert "nonsense" not in page.split("<main")[1] and page.count(" checked") == 2


def test_the_day_to_begin_a_renewal_is_a_date_until_somebody_begins_it(mei, star):
    agreement = make_agreement(star, ends_on=DAY + timedelta(days=90))
    assert "2026-11-27 Begin the renewal: Frame agreement (North Star)" in others(mei, "with=agreements")
    agreement.renew(TODAY, stamp())
    assert "Begin the renewal" not in others(mei, "with=agreements")


def test_what_is_replaced_decided_or_not_signed_brings_no_date(mei, cast, star):
    charger = make_product()
    make_quote(star, charger, quoted_on=TODAY - timedelta(days=9), valid_until=DAY)
    make_quote(star, charger, valid_until=date(2027, 5, 1))
    make_document(star, "certificate", expires_on=DAY)
    make_document(star, "certificate", expires_on=date(2027, 5, 1))
    make_agreement(star, ends_on=DAY, signed_on=None)
    make_sample(star, charger, promised_on=DAY, received_on=TODAY)
    assert "2026-11-27" not in others(mei, ALL)


def test_a_price_that_a_newer_one_replaced_brings_no_date_even_when_that_has_run_out_before_it(mei, star):
    charger = make_product()
    make_quote(star, charger, quoted_on=TODAY - timedelta(days=9), valid_until=DAY)
    make_quote(star, charger, quoted_on=TODAY - timedelta(days=5), valid_until=TODAY - timedelta(days=1))
    assert "2026-11-27" not in others(mei, "with=quotes")


def test_a_retired_supplier_brings_no_date(mei, cast):
    records(make_supplier("Gone", "retired"), cast)
    assert "2026-11-27" not in others(mei, ALL)


def test_mine_are_the_dates_of_the_suppliers_of_one_person(signed_in, cast, star):
    records(star, cast)
    assert "2026-11-27" in others(signed_in(cast.mei), f"owner=me&{ALL}")
    assert "2026-11-27" not in others(signed_in(cast.lin), f"owner=me&{ALL}")


def test_many_dates_of_a_day_are_counted_in_the_grid_and_stand_in_the_list(mei, star):
    for number in range(6):
        make_quote(star, make_product(f"P{number}"), valid_until=DAY)
    grid = mei.get("/reviews?month=2026-11&with=quotes").text.split('class="cal"')[1].split("</ol>")[0]
    assert grid.count('<span class="vh">Price ends') == 4 and "2 more" in grid
    assert others(mei, "with=quotes").count("Price ends") == 6


def test_the_calendar_with_every_layer_asks_the_same_of_one_date_and_of_many(mei, cast, star, statements):
    def cost():
        with statements() as seen:
            mei.get(f"/reviews?month=2026-11&{ALL}")
        return len(seen)

    records(star, cast)
    few = cost()
    for number in range(5):
        supplier = make_supplier(f"S{number}", "active")
        make_quote(supplier, make_product(f"P{number}"), valid_until=DAY)
        make_document(supplier, "certificate", expires_on=DAY)
        make_agreement(supplier, ends_on=DAY)
    assert cost() == few <= 13


def test_a_notice_of_a_thousand_years_breaks_nothing(mei, star):
    make_agreement(star, ends_on=DAY, clauses=written(renewal_notice_days=Decimal(999999)))
    assert "2026-11-27 Agreement ends" in others(mei, "with=agreements")
