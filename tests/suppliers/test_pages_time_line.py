"""Everything that happened with a supplier, in one list, newest first."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from portal.core.models.record import Stamp
from portal.reviews.models import Review
from portal.suppliers.models.suppliers import Contact, Supplier
from portal.suppliers.rules.pipeline import Status
from tests.agreements.makers import make_agreement
from tests.cast import NOW, TODAY, stamp
from tests.conversations.makers import make_conversation
from tests.inquiries.makers import make_inquiry
from tests.products.makers import make_product, make_quote
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_document, make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def supplier(cast):
    long_ago = Stamp(cast.lin.id, NOW - timedelta(days=90))
    about = {"name": "North Star", "kind": "maker", "goods": "physical", "status": "candidate"}
    return Supplier.get_by_id(Supplier.enlist(long_ago, **about).id)


@pytest.fixture
def guo(signed_in, cast, supplier):
    return signed_in(cast.guo)


def days(ago):
    return TODAY - timedelta(days=ago)


def entries(page):
    card = page.split('id="time-line"')[1].split("</section>")[0]
    found = re.findall(r"<li.*?</li>", card, re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", one)).strip() for one in found]


def test_every_kind_of_event_stands_in_it_newest_first(guo, cast, supplier):
    product = make_product("Charger")
    make_conversation(supplier, text="Hello", at=NOW)
    asked = NOW - timedelta(days=20)
    make_inquiry(
        supplier, asked_at=asked, first_reply_at=asked + timedelta(days=1), answered_at=asked + timedelta(days=2)
    )
    make_quote(supplier, product, quoted_on=days(15))
    make_sample(supplier, product, asked_on=days(14), received_on=days(10))
    make_agreement(supplier, sent_on=days(9), signed_on=days(8), starts_on=days(7), renewal_on=days(3), ends_on=days(2))
    Review.create(supplier=supplier, done_on=days(5), outcome="watch", findings="Late once", at=NOW)
    supplier.move(Status.screening, "", 1, Stamp(cast.lin.id, NOW - timedelta(days=4)))
    make_document(supplier, number="L-1").change_row(1, created_at=NOW - timedelta(days=1))
    shown = entries(guo.get(f"/suppliers/{supplier.id}/time-line").text)
    expected = [
        "We to them · Chat Hello", "Document added Business licence L-1", "Agreement ended Frame agreement",
        "Renewal begun Frame agreement", "Status Candidate → Screening",
        "Review Goes on, with something to mend Late once",
        "Agreement in force Frame agreement", "Agreement signed Frame agreement", "Agreement sent Frame agreement",
        "Sample arrived Charger", "Sample asked for Charger", "New quote Charger",
        "Last answer to an inquiry Chat", "First reply to an inquiry Chat", "Inquiry sent Chat", "Status Candidate",
    ]  # fmt: skip
    assert len(shown) == len(expected)
    for line, words in zip(shown, expected, strict=True):
        assert words in line


def test_days_that_have_not_come_are_left_out(guo, supplier):
    make_agreement(supplier, sent_on=None, signed_on=None, starts_on=None, ends_on=TODAY)
    make_agreement(supplier, sent_on=days(-1), signed_on=days(-2), starts_on=days(-3), ends_on=days(-9))
    assert [one for one in entries(guo.get(f"/suppliers/{supplier.id}").text) if "Agreement" in one] == []


def test_what_was_deleted_is_left_out(guo, supplier):
    product = make_product()
    for row in (
        make_conversation(supplier),
        make_inquiry(supplier),
        make_quote(supplier, product),
        make_sample(supplier, product),
        make_agreement(supplier),
        make_document(supplier),
    ):
        row.remove(stamp())
    assert len(entries(guo.get(f"/suppliers/{supplier.id}").text)) == 1


def test_a_deleted_person_is_still_named(guo, supplier):
    person = Contact.add(stamp(), supplier=supplier, name="Huang")
    make_conversation(supplier, contact=person)
    person.remove(stamp())
    assert "Huang" in entries(guo.get(f"/suppliers/{supplier.id}").text)[0]


def test_twenty_are_shown_and_older_ones_follow_on_a_page_or_as_a_fragment(guo, supplier):
    for number in range(25):
        make_conversation(supplier, text=f"Word {number:02}", at=NOW - timedelta(hours=number))
    page = guo.get(f"/suppliers/{supplier.id}/time-line").text
    first = entries(page)
    assert len(first) == 21  # the last one leads on
    assert "Word 00" in first[0]
    link = f"/suppliers/{supplier.id}/time-line?start=20"
    assert f'href="{link}" hx-get="{link}" hx-target="#older"' in page
    later = entries(guo.get(link).text)
    assert ["Word 20" in later[0], "Word 24" in later[4], "Status" in later[5], len(later)] == [True, True, True, 6]
    fragment = guo.get(link, headers={"HX-Request": "true"}).text
    assert fragment.count("<li") == 6
    assert "<html" not in fragment
    assert "<section" not in fragment


def test_only_conversations_can_be_shown_on_a_page_or_in_place(guo, supplier):
    make_conversation(supplier)
    make_document(supplier)
    address = f"/suppliers/{supplier.id}/time-line?show=talks"
    for headers in ({}, {"HX-Request": "true"}):
        page = guo.get(address, headers=headers).text
        happenings = page.split('id="happenings"')[1].split("</ul>")[0]
        assert (happenings.count("<li"), "They can deliver in May" in happenings) == (1, True)


def test_the_page_of_the_supplier_begins_with_six_and_leads_on_to_the_rest(guo, supplier):
    for number in range(8):
        make_conversation(supplier, text=f"Word {number}", at=NOW - timedelta(hours=number))
    shown = entries(guo.get(f"/suppliers/{supplier.id}").text)
    assert (len(shown), "Word 5" in shown[5]) == (7, True)  # the last one leads on
    later = entries(guo.get(f"/suppliers/{supplier.id}/time-line?start=6").text)
    assert "Word 6" in later[0]


@pytest.mark.parametrize("query", ["start=-3", "start=x", "start=99999999999999999999", "show=other"])
def test_any_address_gives_a_page(guo, supplier, query):
    assert guo.get(f"/suppliers/{supplier.id}/time-line?{query}").status_code == 200


def test_a_supplier_that_is_not_there_is_not_found(guo):
    assert guo.get("/suppliers/777777/time-line").status_code == 404


def test_the_way_of_a_merged_supplier_is_told_with_its_name(guo, supplier):
    other = make_supplier("South Star")
    other.change_row(1, merged_into=supplier, deleted_at=NOW)
    assert "as South Star" in entries(guo.get(f"/suppliers/{supplier.id}").text)[0]


def test_the_time_line_costs_one_statement_and_the_page_no_more_with_many_rows(guo, supplier, statements):
    def cost(address):
        with statements() as seen:
            guo.get(address)
        return len(seen)

    addresses = [f"/suppliers/{supplier.id}", f"/suppliers/{supplier.id}/time-line"]
    make_conversation(supplier)
    few = [cost(address) for address in addresses]
    assert few[1] <= 5  # session, supplier, settings, the time line, the numbers of the menu
    for number in range(30):
        make_conversation(supplier)
        make_inquiry(supplier)
        make_quote(supplier, make_product(f"P{number}"))
    assert [cost(address) for address in addresses] == few
