"""An inquiry is copied into a new form: the same questions word for word, for another supplier."""

from __future__ import annotations

import re

import pytest

from portal.core.models.audit import AuditEvent
from portal.inquiries.models.inquiries import Inquiry
from tests.cast import NOW, stamp
from tests.house.crawl import untouched
from tests.inquiries.makers import make_inquiry, replied
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def asked(cast):
    row = make_inquiry(make_supplier("Tuochuan"), "moq", "lead_time_days", channel="mail", note="Ask again in May")
    row.questions = [question | {"text": {"zh": "老问法", "en": "As it was asked"}} for question in row.questions]
    row.save()
    row.write(1, stamp(), replied(moq=100), first_reply_at=NOW, answered_at=NOW)
    return Inquiry.get_by_id(row.id)


def test_the_page_of_an_inquiry_offers_a_copy_to_who_may_write(signed_in, cast, asked):
    link = f'href="/inquiries/new?like={asked.id}"'
    assert link in signed_in(cast.mei).get(f"/inquiries/{asked.id}").text
    assert link not in signed_in(cast.guo).get(f"/inquiries/{asked.id}").text


def test_a_copy_is_a_filled_form_that_keeps_nothing_and_asks_whom(signed_in, cast, asked):
    page = signed_in(cast.mei).get(f"/inquiries/new?like={asked.id}").text
    assert "A copy of Inquiry to Tuochuan" in page and page.count("As it was asked") == 2
    sent = untouched(page, "/inquiries")
    assert (sent["supplier"], sent["note"].strip(), sent["channel"]) == ("", "", "mail")
    assert sent.getlist("questions") == ["moq", "lead_time_days"]
    assert Inquiry.select().count() == 1


def test_a_saved_copy_asks_the_same_words_and_has_no_answer(signed_in, cast, asked):
    browser, other = signed_in(cast.mei), make_supplier("Hengqi")
    sent = untouched(browser.get(f"/inquiries/new?like={asked.id}").text, "/inquiries")
    answer = browser.post("/inquiries", data={**sent.to_dict(flat=False), "supplier": other.id})
    copy = Inquiry.get_by_id(int(re.findall(r"/inquiries/(\d+)", answer.location)[0]))
    assert copy.questions == asked.questions
    assert (copy.supplier_id, copy.goods, copy.channel) == (other.id, asked.goods, "mail")
    assert (copy.answers, copy.first_reply_at, copy.answered_at, copy.note) == ({}, None, None, "")
    event = AuditEvent.select().order_by(AuditEvent.id.desc()).first()
    assert (event.verb, event.object_id) == ("inquiry.add", copy.id)


def test_a_copy_that_could_not_be_saved_is_still_one(signed_in, cast, asked):
    browser = signed_in(cast.mei)
    sent = untouched(browser.get(f"/inquiries/new?like={asked.id}").text, "/inquiries")
    answer = browser.post("/inquiries", data=sent)
    assert answer.status_code == 422
    assert answer.text.count("As it was asked") == 2 and "A copy of Inquiry to Tuochuan" in answer.text


def test_what_is_not_on_file_cannot_be_copied(signed_in, cast, asked):
    browser = signed_in(cast.mei)
    assert browser.get("/inquiries/new?like=999").status_code == 404
    sent = untouched(browser.get("/inquiries/new").text, "/inquiries")
    assert browser.post("/inquiries", data={**sent.to_dict(flat=False), "like": "999"}).status_code == 404


def test_a_copy_asks_of_the_database_no_more_than_three_statements_above_a_new_inquiry(
    signed_in, cast, asked, statements
):
    browser = signed_in(cast.mei)
    browser.get("/inquiries/new")
    with statements() as usual:
        browser.get("/inquiries/new")
    with statements() as seen:
        browser.get(f"/inquiries/new?like={asked.id}")
    assert len(seen) <= len(usual) + 3
