"""What is added most often to a supplier stands in a panel wherever the supplier is named, and leads back there."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape

import pytest

from portal.conversations.models import Conversation
from portal.quotes.models import PriceBreak, Quote
from portal.samples.models.samples import Sample
from portal.suppliers.models.suppliers import Contact
from tests.agreements.makers import make_agreement
from tests.cast import NOW
from tests.inquiries.makers import make_inquiry
from tests.products.makers import make_product, make_quote
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_supplier

HERE = {"HX-Current-URL": "http://portal.test/suppliers?status=active"}


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


@pytest.fixture
def harbor(cast):
    return make_supplier("Harbor")


def sent(browser, supplier, place, **typed):
    """The short form of this place as the panel shows it, with what somebody types."""
    page = browser.htmx(f"/suppliers/{supplier.id}/add", headers=HERE).text
    form = re.findall(r"<form.*?</form>", page, re.DOTALL)[place]
    data = {}
    for tag in re.findall(r"<input[^>]*>", form):
        about = dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag))
        data[about["name"]] = unescape(about.get("value", ""))
    url = re.search(r'action="([^"]+)"', form)[1]
    assert set(typed) <= {*data, *re.findall(r'<(?:select|textarea)[^>]* name="([^"]+)"', form)}
    return browser.post(url, data=data | typed)


def test_a_note_a_quote_a_contact_and_a_sample_need_a_field_or_two_and_lead_back(mei, cast, harbor, noon):
    cup = make_product("Cup")
    answers = [
        sent(mei, harbor, 0, text="They raise the price in May."),
        sent(mei, harbor, 1, **{"product": cup.id, "breaks-0-unit_price": "12.5"}),
        sent(mei, harbor, 2, name="Mr Wu", phone="138"),
        sent(mei, harbor, 3, product=cup.id),
    ]
    assert [(answer.status_code, answer.location) for answer in answers] == [(303, "/suppliers?status=active")] * 4
    assert (Conversation.get().supplier_id, Conversation.get().text) == (harbor.id, "They raise the price in May.")
    quote, sample = Quote.get(), Sample.get()
    assert (quote.supplier_id, quote.product_id, quote.quoted_on, quote.tax_basis) == (
        harbor.id, cup.id, NOW.date(), "unknown",
    )  # fmt: skip
    assert [(row.from_quantity, row.unit_price) for row in PriceBreak.select()] == [(1, Decimal("12.5"))]
    assert (Contact.get().name, Contact.get().supplier_id) == ("Mr Wu", harbor.id)
    assert (sample.supplier_id, sample.product_id, sample.owner_id, sample.asked_on) == (
        harbor.id, cup.id, cast.mei.id, NOW.date(),
    )  # fmt: skip


def test_what_is_wrong_is_said_in_the_whole_form_and_nothing_typed_is_lost(mei, harbor):
    cup = make_product("Cup")
    answer = sent(mei, harbor, 1, **{"product": cup.id, "breaks-0-unit_price": "cheap", "moq": "200"})
    assert answer.status_code == 422
    assert 'value="cheap"' in answer.text and 'value="200"' in answer.text and "Incoterm" in answer.text
    assert 'name="back" value="/suppliers?status=active"' in answer.text
    assert Quote.select().count() == 0


def test_without_a_script_it_is_a_page_and_only_a_page_of_ours_is_gone_back_to(mei, harbor):
    url = f"/suppliers/{harbor.id}/add"
    page = mei.get(url, headers={"Referer": "http://portal.test/"}).text
    assert "Add to Harbor" in page and 'name="back" value="/"' in page
    assert 'name="back"' not in mei.get(url, headers={"Referer": "https://evil.example/suppliers"}).text
    assert 'name="back"' not in mei.get(url, headers={"Referer": "http://[bad"}).text
    data = {"supplier": harbor.id, "name": "Wu", "back": "https://evil.example/"}
    assert mei.post("/contacts", data=data).location.startswith(f"/suppliers/{harbor.id}")


def test_it_stands_in_the_list_and_for_whoever_may_write(mei, signed_in, cast, harbor):
    assert f'hx-get="/suppliers/{harbor.id}/add"' in mei.get("/suppliers").text
    guo = signed_in(cast.guo)
    assert "/add" not in guo.get("/suppliers").text
    assert guo.get(f"/suppliers/{harbor.id}/add").status_code == 403


def test_two_letters_in_the_head_of_any_page_show_the_supplier_and_its_panel(mei, signed_in, cast, harbor):
    make_supplier("Ridge")
    found = mei.htmx("/search?q=ar").text
    assert f'href="/suppliers/{harbor.id}"' in found and f'hx-get="/suppliers/{harbor.id}/add"' in found
    assert "Ridge" not in found and "<html" not in found
    assert "Nothing found" in mei.htmx("/search?q=zzz").text
    assert mei.htmx("/search?q=").text.strip() == ""
    assert "/add" not in signed_in(cast.guo).htmx("/search?q=ar").text
    assert 'hx-get="/search"' in mei.get("/actions").text


@pytest.mark.parametrize(
    ("place", "room", "fault"),
    [
        (0, "conversations", "What was said"),
        (1, "quotes", "Product"),
        (2, "contacts", "Name"),
        (3, "samples", "Product"),
    ],
)
def test_what_is_wrong_is_told_in_the_panel_where_what_was_typed_stays(mei, harbor, place, room, fault):
    make_product("Cup")
    panel = mei.htmx(f"/suppliers/{harbor.id}/add", headers=HERE).text
    form = re.findall(r"<form.*?</form>", panel, re.DOTALL)[place]
    target = re.search(r'hx-post="/(\w+)".*?hx-status:422="target:#(\S+) swap:innerHTML"', form, re.DOTALL)
    assert target[1] == room and f'<div id="{target[2]}"></div>' in form
    answer = mei.htmx(f"/{room}", data=fields_of(form))
    assert answer.status_code == 422
    assert answer.text.strip().startswith('<div class="alert bad" role="alert">')
    assert f"<b>{fault}</b>" in answer.text
    whole_page = mei.post(f"/{room}", data=fields_of(form))
    assert whole_page.status_code == 422 and "<h1" in whole_page.text


def test_the_currency_is_asked_in_the_panel_too(mei, harbor):
    product = make_product("Cup")
    form = re.findall(r"<form.*?</form>", mei.htmx(f"/suppliers/{harbor.id}/add").text, re.DOTALL)[1]
    answer = mei.htmx("/quotes", data=fields_of(form) | {"product": product.id, "breaks-0-unit_price": "$3"})
    assert "“$3” is another currency" in answer.text
    assert not Quote.select().exists()


def test_what_is_right_leads_back_to_where_the_panel_stood(mei, harbor):
    form = re.findall(r"<form.*?</form>", mei.htmx(f"/suppliers/{harbor.id}/add", headers=HERE).text, re.DOTALL)[0]
    answer = mei.htmx("/conversations", data=fields_of(form) | {"text": "Hello"})
    assert answer.headers["HX-Redirect"] == "/suppliers?status=active"
    assert Conversation.get().text == "Hello"


def fields_of(form):
    tags = [dict(re.findall(r'(\w[\w-]*)="([^"]*)"', tag)) for tag in re.findall(r"<input[^>]*>", form)]
    return {about["name"]: unescape(about.get("value", "")) for about in tags}


def test_to_a_product_a_quote_and_a_sample_are_added_where_it_stands_in_its_list(mei, cast, harbor, noon):
    cup = make_product("Cup")
    assert f'hx-get="/products/{cup.id}/add"' in mei.get("/products").text
    panel = mei.htmx(f"/products/{cup.id}/add", headers=HERE).text
    quote, sample = re.findall(r"<form.*?</form>", panel, re.DOTALL)
    answers = [
        mei.post("/quotes", data=fields_of(quote) | {"supplier": harbor.id, "breaks-0-unit_price": "12.5"}),
        mei.post("/samples", data=fields_of(sample) | {"supplier": harbor.id}),
    ]
    assert [answer.location for answer in answers] == ["/suppliers?status=active"] * 2
    assert (Quote.get().product_id, Quote.get().supplier_id) == (cup.id, harbor.id)
    assert (Sample.get().product_id, Sample.get().supplier_id) == (cup.id, harbor.id)


@pytest.mark.parametrize("page", ["/quotes", "/samples", "/agreements", "/inquiries"])
def test_every_row_that_names_a_supplier_opens_its_panel(mei, signed_in, cast, harbor, page, noon):
    cup = make_product("Cup")
    make_quote(harbor, cup), make_sample(harbor, cup), make_agreement(harbor), make_inquiry(harbor, asked_by=cast.mei)
    way = f'hx-get="/suppliers/{harbor.id}/add"'
    assert way in mei.get(page).text
    assert way not in signed_in(cast.guo).get(page).text
