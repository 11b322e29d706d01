"""Answers flow to the supplier by one press: shown beside what stands, ticked, written once, undone, never silently."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.models.promises import Promise
from portal.quotes.models import Quote
from tests.cast import NOW, stamp
from tests.inquiries.makers import make_inquiry, make_promises, replied
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


def answered(supplier, at=NOW - timedelta(hours=1), **answers):
    return make_inquiry(supplier, *answers, first_reply_at=at, answers=replied(**answers))


def box(page):
    return page.split('id="promises"')[1].split("</section>")[0]


def keep(browser, inquiry, *values, version=1):
    return browser.post(f"/inquiries/{inquiry.id}/promises", data={"version": version, "keep": list(values)})


def on_record(supplier):
    return {promise.key: promise.answer["value"] for promise in Promise.select().where(Promise.supplier == supplier)}


def test_nothing_is_written_until_somebody_says_so(mei, supplier):
    inquiry = answered(supplier, return_days=7, entry_terms="free", product_range="Cables")
    page = box(mei.get(f"/inquiries/{inquiry.id}").text)
    assert 'value="return_days@0" checked' in page
    assert 'value="entry_terms@0" checked' in page
    assert "Which products" not in page
    assert not Promise.select().exists()


def test_one_press_writes_what_is_ticked_and_the_supplier_says_where_it_comes_from(mei, supplier):
    inquiry = answered(supplier, return_days=7, entry_terms="free", monthly_capacity=8000)
    assert keep(mei, inquiry, "return_days@0", "monthly_capacity@0").status_code == 303
    assert on_record(supplier) == {"return_days": {"decimal": "7"}, "monthly_capacity": {"decimal": "8000"}}
    page = box(mei.get(f"/suppliers/{supplier.id}").text)
    assert "8,000 pieces a month" in page
    assert f'href="/inquiries/{inquiry.id}"' in page


def test_what_agrees_is_said_and_what_differs_is_never_ticked_beforehand(mei, supplier):
    make_promises(answered(supplier, NOW - timedelta(hours=5), return_days=7, warranty_days=180))
    second = answered(supplier, return_days=7, warranty_days=365)
    page = box(mei.get(f"/inquiries/{second.id}").text)
    assert 'value="return_days' not in page
    assert "agrees" in page
    assert 'value="warranty_days@1">' in page
    assert "180 days" in page
    assert keep(mei, second, "warranty_days@1").status_code == 303
    assert on_record(supplier)["warranty_days"] == {"decimal": "365"}


def test_an_older_answer_says_that_what_stands_was_said_later(mei, supplier):
    old = answered(supplier, NOW - timedelta(days=1), warranty_days=180)
    make_promises(answered(supplier, warranty_days=365))
    assert "what stands was said later" in box(mei.get(f"/inquiries/{old.id}").text)


def test_what_a_colleague_took_over_in_between_is_shown_before_anything_is_replaced(mei, supplier):
    inquiry = answered(supplier, warranty_days=365, return_days=7)
    make_promises(answered(supplier, warranty_days=180))
    answer = keep(mei, inquiry, "warranty_days@0", "return_days@0")
    assert answer.status_code == 409
    assert "Something changed since this page was opened." in answer.text
    assert 'value="warranty_days@1">' in answer.text
    assert 'value="return_days@0" checked' in answer.text
    assert on_record(supplier) == {"warranty_days": {"decimal": "180"}}


def test_answers_that_changed_since_are_shown_again(mei, cast, supplier):
    inquiry = answered(supplier, warranty_days=365)
    inquiry.write(1, stamp(cast.lin), replied(warranty_days=30))
    assert keep(mei, inquiry, "warranty_days@0").status_code == 409
    assert not Promise.select().exists()


def test_nothing_ticked_writes_nothing(mei, supplier):
    answer = keep(mei, answered(supplier, warranty_days=365))
    assert answer.status_code == 422
    assert "Tick one answer at least." in answer.text


def test_it_can_be_undone_as_a_whole(mei, supplier):
    make_promises(answered(supplier, NOW - timedelta(hours=5), warranty_days=180))
    second = answered(supplier, warranty_days=365, return_days=7)
    page = mei.get(keep(mei, second, "warranty_days@1", "return_days@0").location.split("#")[0])
    link = "/undo/" + page.text.split('action="/undo/')[1].split('"')[0]
    assert mei.post(link).status_code == 303
    assert on_record(supplier) == {"warranty_days": {"decimal": "180"}}
    assert trail_tells("inquiry.keep", "inquiry.unkeep")


def test_it_is_not_undone_over_what_a_colleague_took_over_since(mei, supplier):
    inquiry = answered(supplier, warranty_days=365)
    page = mei.get(keep(mei, inquiry, "warranty_days@0").location.split("#")[0])
    make_promises(answered(supplier, warranty_days=30))
    assert mei.post("/undo/" + page.text.split('action="/undo/')[1].split('"')[0]).status_code == 409
    assert on_record(supplier) == {"warranty_days": {"decimal": "30"}}


def test_a_quote_that_says_otherwise_stays_as_it_is_and_a_new_one_starts_from_the_answers(mei, supplier):
    product = make_product("Cable 1 m")
    quote = make_quote(supplier, product, moq=100, lead_days=7)
    inquiry = answered(supplier, moq=200, lead_time_days=7, fee_packing=Decimal("0.6"), payment_mode="wallet_locked")
    page = box(mei.get(f"/inquiries/{inquiry.id}").text)
    for text in ("Cable 1 m", "MOQ", '<td data-l="The quote says">100</td>', "¥0.60", "Wallet"):
        assert text in page
    form = mei.get(f"/quotes/new?like={quote.id}&inquiry={inquiry.id}").text
    assert 'name="moq" type="text" value="200"' in form
    assert 'value="Wallet, not refundable"' in form
    assert "Filled in from what was answered" in form
    assert Quote.get_by_id(quote.id).moq == 100


def test_the_answers_of_another_supplier_start_no_quote(mei, supplier):
    other = make_supplier("South Star")
    inquiry = answered(other, moq=200)
    for key in (inquiry.id, 99, "x"):
        form = mei.get(f"/quotes/new?supplier={supplier.id}&inquiry={key}").text
        assert "Filled in from what was answered" not in form
        assert 'value="200"' not in form


def test_a_quote_that_agrees_is_said_to(mei, supplier):
    make_quote(supplier, make_product("Cable 1 m"), moq=200)
    page = box(mei.get(f"/inquiries/{answered(supplier, moq=200).id}").text)
    assert "agrees" in page.split("In the newest quote")[1]
    assert "New quote from these answers" not in page


def test_only_the_newest_quote_of_a_product_is_set_against_the_answers(mei, supplier):
    product = make_product("Cable 1 m")
    make_quote(supplier, product, moq=1, quoted_on=NOW.date() - timedelta(days=9))
    make_quote(supplier, product, moq=77)
    page = box(mei.get(f"/inquiries/{answered(supplier, moq=200).id}").text)
    assert page.count("Cable 1 m</bdi></a> ·") == 1
    assert ">77<" in page


def test_a_viewer_sees_and_ticks_nothing(signed_in, cast, supplier):
    guo, inquiry = signed_in(cast.guo), answered(supplier, warranty_days=365)
    assert 'name="keep"' not in guo.get(f"/inquiries/{inquiry.id}").text
    assert keep(guo, inquiry, "warranty_days@0").status_code == 403


def test_what_was_kept_stays_when_its_inquiry_is_deleted(mei, supplier):
    inquiry = answered(supplier, warranty_days=365)
    make_promises(inquiry)
    Inquiry.get_by_id(inquiry.id).remove(stamp())
    page = box(mei.get(f"/suppliers/{supplier.id}").text)
    assert "365 days" in page
    assert "href" not in page


def test_the_trail_tells_it_in_words(signed_in, cast, mei, supplier):
    inquiry = answered(supplier, warranty_days=365)
    keep(mei, inquiry, "warranty_days@0")
    page = signed_in(cast.lin).get("/audit?kind=inquiry").text
    assert "took answers over to the supplier" in page
    assert "How long is the warranty?" in page
    assert "365 days" in page


def test_ten_answers_cost_the_page_no_more_than_one(mei, supplier, statements):
    def cost(inquiry):
        with statements() as seen:
            mei.get(f"/inquiries/{inquiry.id}")
        return len(seen)

    few = cost(answered(supplier, moq=1))
    for number in range(5):
        make_quote(supplier, make_product(f"P{number}"), moq=2)
    many = answered(supplier, moq=1, return_days=7, warranty_days=5, deposit=0, fee_packing=1, lead_time_days=3)
    assert cost(many) == few <= 12
