"""A supplier's page; adding and changing a supplier."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from portal.actions.models import Action
from portal.core.models.audit import AuditEvent
from portal.quotes.models import Quote
from portal.reviews.models import Review, ReviewPlan
from portal.suppliers.models.suppliers import StatusChange, Supplier, SupplierTag
from tests.cast import TODAY, stamp
from tests.comparisons.makers import make_verdict
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_category, make_contact, make_document, make_note, make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")
NEW = {"name": "North Star", "kind": "maker", "goods": "physical"}


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_a_name_a_kind_and_goods_make_a_candidate(signed_in, cast):
    answer = signed_in(cast.mei).post("/suppliers", data=NEW)
    supplier = Supplier.get()
    assert answer.location.endswith(f"/suppliers/{supplier.id}")
    assert (supplier.status, supplier.created_by_id) == ("candidate", cast.mei.id)
    assert StatusChange.get().to_status == "candidate"
    assert AuditEvent.select().where(AuditEvent.verb == "supplier.add", AuditEvent.user == cast.mei).exists()


def test_everything_typed_is_kept(signed_in, cast):
    chargers = make_category()
    data = NEW | {
        "legal_name": "深圳市北岸电子有限公司", "country": "cn", "place": "深圳", "since_year": "２０１７",
        "since_month": "4", "company_code": "9144-0300", "website": "https://www.beian.example/",
        "categories": [chargers.id],
        "tier": "strategic", "owner": cast.lin.id, "tags": "GaN，3C、GaN", "note": "自有模具\n两条线",
    }  # fmt: skip
    signed_in(cast.mei).post("/suppliers", data=data)
    page = text_of(signed_in(cast.guo).get(f"/suppliers/{Supplier.get().id}").text)
    for shown in (
        "深圳市北岸电子有限公司",
        "深圳 · China",
        "2017-04",
        "9144-0300",
        "beian.example",
        "Chargers",
        "Strategic",
    ):
        assert shown in page
    assert [row.tag for row in SupplierTag.select().order_by(SupplierTag.tag)] == ["3C", "GaN"]
    assert Supplier.get().owner_id == cast.lin.id


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", "", "This field is required"),
        ("name", "x" * 121, "longer than 120"),
        ("name", "a\x00b", "cannot be stored"),
        ("website", "javascript:alert(1)", "http:// or https://"),
        ("website", "ftp://beian.example", "http:// or https://"),
        ("website", "http://[", "http:// or https://"),
        ("country", "C9", "No such country"),
        ("since_year", "soon", "whole number"),
        ("since_year", "99999", "Enter 2100 or less"),
        ("since_month", "13", "Enter 12 or less"),
        ("kind", "friend", "Not a valid choice"),
        ("owner", "999999999999999999999999", "Not a valid choice"),
        ("categories", "777777", "not a valid choice"),
        ("tags", ",".join(str(n) for n in range(13)), "At most 12 tags"),
    ],
)
def test_what_cannot_be_is_named_and_the_rest_stays(signed_in, cast, field, value, message):
    make_category()
    answer = signed_in(cast.mei).post("/suppliers", data=NEW | {"note": "Typed with care", field: value})
    assert answer.status_code == 422
    assert message in answer.text
    assert "Typed with care" in answer.text
    assert 'aria-invalid="true"' in answer.text
    assert not Supplier.select().exists()


def test_a_double_submit_makes_one_supplier(signed_in, cast):
    browser = signed_in(cast.mei)
    first, second = (browser.post("/suppliers", data=NEW | {"key": "once"}) for _time in range(2))
    assert first.location == second.location
    assert Supplier.select().count() == 1


def test_a_look_alike_is_named_while_typing_with_the_reason(signed_in, cast):
    twin = make_supplier(
        "深圳市北岸电子有限公司", company_code="91440300MA5F0X1234", website="https://www.beian.example"
    )
    browser = signed_in(cast.mei)
    for given, reason in (
        ({"name": "深圳市北岸电子"}, "same name"),
        ({"name": "北岸电子"}, "similar name"),
        ({"name": "x", "company_code": "9144 0300 ma5f0x1234"}, "same company code"),
        ({"name": "x", "website": "http://beian.example/shop"}, "same website"),
    ):
        answer = browser.htmx("/suppliers/alike", query_string=given)
        assert f'href="/suppliers/{twin.id}"' in answer.text
        assert reason in answer.text
    assert "may be here" not in browser.htmx("/suppliers/alike?name=Harbor").text
    assert "may be here" not in browser.htmx(f"/suppliers/alike?name=深圳市北岸电子&id={twin.id}").text


@pytest.mark.parametrize("id", ["99999999999999999999999", "x", "-1", "9" * 5000])
def test_any_address_of_the_look_alikes_is_answered(signed_in, cast, id):
    assert signed_in(cast.mei).htmx("/suppliers/alike", query_string={"name": "a", "id": id}).status_code == 200


def test_without_script_a_look_alike_is_confirmed_once(signed_in, cast):
    twin = make_supplier("North Star Ltd.")
    browser = signed_in(cast.mei)
    asked = browser.post("/suppliers", data=NEW)
    assert asked.status_code == 422
    assert "North Star Ltd." in asked.text
    different = re.search(r'name="different"[^>]*value="([^"]*)"', asked.text)[1]
    assert different == str(twin.id)
    assert browser.post("/suppliers", data=NEW | {"different": different}).status_code == 303
    make_supplier("North Star GmbH")
    assert browser.post("/suppliers", data=NEW | {"different": different}).status_code == 422


def test_the_page_shows_everything_known(signed_in, cast):
    supplier = make_supplier(status="active")
    make_contact(supplier, "黄建国", phone="139 0000")
    make_document(supplier, "licence", number="L-1", expires_on=TODAY - timedelta(days=1))
    make_note(supplier, "Delivers on time")
    make_quote(supplier, make_product(), breaks=[(1, 12), (500, 9)])
    Action.give("Ask for the plan", cast.mei.id, TODAY, stamp(), supplier=supplier.id)
    plan = ReviewPlan.follow(supplier, 1, TODAY, stamp())
    Review.record(plan, TODAY, plan.version, stamp(cast.lin), outcome="watch", scores={}, findings="Late once")
    page = text_of(signed_in(cast.guo).get(f"/suppliers/{supplier.id}").text)
    for shown in ("黄建国", "L-1", "Expired", "Delivers on time", "500+ 9.00", "Ask for the plan", "Late once"):
        assert shown in page


def test_the_page_costs_the_same_with_many_records(signed_in, cast, statements):
    supplier = make_supplier(status="active")
    browser = signed_in(cast.mei)

    def fill(number):
        make_contact(supplier)
        make_document(supplier)
        make_note(supplier)
        product = make_product(f"P{number}")
        make_quote(supplier, product)
        make_verdict(supplier, product)

    def cost():
        with statements() as seen:
            browser.get(f"/suppliers/{supplier.id}")
        return len(seen)

    fill(0)
    few = cost()
    for number in range(1, 12):
        fill(number)
    assert cost() == few <= 13


def test_the_newest_quote_of_a_product_is_shown_and_older_ones_counted(signed_in, cast):
    supplier, product = make_supplier(), make_product()
    make_quote(supplier, product, "11", quoted_on=TODAY - timedelta(days=40))
    make_quote(supplier, product, "12")
    page = text_of(signed_in(cast.guo).get(f"/suppliers/{supplier.id}").text)
    assert "12.00" in page
    assert "11.00" not in page
    assert "1 older quote" in page
    assert Quote.select().count() == 2


def test_no_sample_no_order_stands_on_the_page_until_a_sample_has_passed(signed_in, cast):
    supplier = make_supplier(status="active")
    browser = signed_in(cast.guo)
    assert "no sample of it has passed" in browser.get(f"/suppliers/{supplier.id}").text
    make_verdict(supplier, make_product())
    assert "no sample of it has passed" not in browser.get(f"/suppliers/{supplier.id}").text


def test_a_dangerous_address_is_never_a_link(signed_in, cast):
    supplier = make_supplier()
    Supplier.update(website="javascript:alert(1)").where(Supplier.id == supplier.id).execute()
    assert "javascript:" not in signed_in(cast.guo).get(f"/suppliers/{supplier.id}").text


def test_a_viewer_sees_prices_and_no_buttons(signed_in, cast):
    supplier = make_supplier()
    make_quote(supplier, make_product(), "12")
    page = signed_in(cast.guo).get(f"/suppliers/{supplier.id}").text
    assert "12.00" in page
    for action in ("/edit", "/remove", "/move", "/new", "/merge"):
        assert action not in page


def test_a_change_is_saved_and_logged_with_what_stood_before(signed_in, cast):
    supplier = make_supplier(place="深圳", tags=["old"])
    data = NEW | {"version": 1, "place": "东莞", "tags": "new"}
    assert signed_in(cast.mei).post(f"/suppliers/{supplier.id}", data=data).status_code == 303
    assert Supplier.get().place == "东莞"
    event = AuditEvent.select().where(AuditEvent.verb == "supplier.edit").get()
    assert "深圳" in event.before
    assert "东莞" in event.after


def test_the_edit_form_holds_what_is_stored(signed_in, cast):
    chargers = make_category()
    supplier = make_supplier(
        "北岸", kind="agent", tags=["GaN"], categories=[chargers], owner=cast.lin.id, since_year=2017
    )
    page = signed_in(cast.mei).get(f"/suppliers/{supplier.id}/edit").text
    for held in ('value="北岸"', 'value="GaN"', 'value="2017"'):
        assert held in page
    assert re.search(rf'<input checked[^>]*value="{chargers.id}"', page)
    assert re.search(rf'<option selected value="{cast.lin.id}"', page)


def test_the_second_of_two_changes_sees_both_and_loses_nothing(signed_in, cast):
    supplier = make_supplier(owner=cast.guo.id)
    first = NEW | {"version": 1, "place": "东莞", "owner": cast.lin.id, "tags": "theirs"}
    signed_in(cast.lin).post(f"/suppliers/{supplier.id}", data=first)
    second = NEW | {"version": 1, "place": "惠州", "owner": cast.mei.id, "tags": "mine", "note": "Typed with care"}
    browser = signed_in(cast.mei)
    answer = browser.post(f"/suppliers/{supplier.id}", data=second)
    assert answer.status_code == 409
    said = text_of(answer.text)
    assert "林悦 saved this at 11-24 12:00" in said
    for difference in ("Place 东莞 惠州", "Owner 林悦 Mei Chen", "Tags theirs mine", "Note — Typed with care"):
        assert difference in said
    assert 'value="惠州"' in answer.text
    version = re.search(r'name="version"[^>]*value="(\d+)"', answer.text)[1]
    assert version == "2"
    assert browser.post(f"/suppliers/{supplier.id}", data=second | {"version": version}).status_code == 303
    assert Supplier.get().place == "惠州"


def test_a_banned_category_is_not_added_past_screening(signed_in, cast):
    banned = make_category("Gambling", banned=True, banned_reason="It is illegal.")
    supplier = make_supplier(status="contacted")
    data = NEW | {"version": 1, "categories": [banned.id]}
    answer = signed_in(cast.mei).post(f"/suppliers/{supplier.id}", data=data)
    assert answer.status_code == 422
    assert "It is illegal." in answer.text
    assert Supplier.get().version == 1


def test_a_candidate_may_be_noted_with_a_banned_category(signed_in, cast):
    banned = make_category("Gambling", banned=True, banned_reason="It is illegal.")
    signed_in(cast.mei).post("/suppliers", data=NEW | {"categories": [banned.id]})
    page = signed_in(cast.mei).get(f"/suppliers/{Supplier.get().id}").text
    assert "A banned category blocks this supplier" in page
    assert "It is illegal." in page


def test_a_category_banned_later_does_not_block_other_changes(signed_in, cast):
    category = make_category()
    supplier = make_supplier(status="active", categories=[category])
    category.change_row(1, banned=True, banned_reason="Now it is.")
    data = NEW | {"version": 1, "categories": [category.id], "place": "东莞"}
    assert signed_in(cast.mei).post(f"/suppliers/{supplier.id}", data=data).status_code == 303
    assert Supplier.get().place == "东莞"


def test_another_tier_is_another_rhythm(signed_in, cast):
    supplier = make_supplier(status="active", tier="routine")
    ReviewPlan.follow(supplier, 6, TODAY, stamp())
    signed_in(cast.mei).post(f"/suppliers/{supplier.id}", data=NEW | {"version": 1, "tier": "strategic"})
    assert ReviewPlan.get().every_months < 6


def test_deleting_can_be_undone(signed_in, cast):
    supplier = make_supplier()
    browser = signed_in(cast.mei)
    assert browser.post(f"/suppliers/{supplier.id}/remove").status_code == 303
    undo = browser.get("/suppliers").text.split('action="/undo/')[1].split('"')[0]
    assert browser.get(f"/suppliers/{supplier.id}").status_code == 404
    browser.post(f"/undo/{undo}")
    assert browser.get(f"/suppliers/{supplier.id}").status_code == 200
    assert trail_tells("supplier.remove", "supplier.restore")


def test_a_supplier_that_is_not_there_is_not_found(signed_in, cast):
    browser = signed_in(cast.mei)
    for path in ("/suppliers/1", "/suppliers/1/edit", "/suppliers/99999999999"):
        assert browser.get(path).status_code == 404


def screened(browser, supplier):
    """The screening box of its page, as text."""
    page = browser.get(f"/suppliers/{supplier.id}").text
    return text_of(page.split('id="screening"')[1].split("</section>")[0])


def test_the_screening_of_a_new_supplier_is_not_yet_known(signed_in, cast):
    box = screened(signed_in(cast.guo), make_supplier())
    assert "Not yet known" in box
    for said in ("none on file", "nothing heard yet; wanted: 2", "nobody has looked yet", "wanted: 3"):
        assert said in box


def test_a_banned_category_stops_the_screening_and_is_named(signed_in, cast):
    cheats = make_category("Cheats", banned=True, banned_reason="Illegal")
    box = screened(signed_in(cast.guo), make_supplier(categories=[cheats]))
    assert "Stop" in box
    assert "nobody here may buy: Cheats" in box


def test_a_product_in_a_banned_category_stops_the_screening(signed_in, cast):
    supplier = make_supplier(categories=[make_category()])
    make_quote(supplier, make_product("Aimbot", category=make_category("Cheats", banned=True)))
    assert "nobody here may buy: Aimbot" in screened(signed_in(cast.guo), supplier)


def test_the_screening_counts_what_is_on_the_page(signed_in, cast):
    food = make_category("Food", permit="Food licence")
    supplier = make_supplier(categories=[food], legal_name="North Star Ltd", since_year=TODAY.year - 5)
    make_document(supplier, holder="North Star Limited", expires_on=TODAY + timedelta(days=400))
    make_document(supplier, "permit", category=food, expires_on=TODAY - timedelta(days=1))
    make_note(supplier, source_kind="peer", url="https://example.com/1")
    make_note(supplier, source_kind="forum", url="https://example.com/2")
    box = screened(signed_in(cast.guo), supplier)
    for said in (
        "2 independent kinds of source in 180 days (notes: 2); wanted: 2",
        "the same as the legal name",
        "0 of 1 in date; missing: Food",
        "1 category or product, none banned",
        "in date until 2027-12-29",
        "4.9 years; wanted: 3",
    ):
        assert said in box


@pytest.mark.parametrize(
    ("left", "words"), [(60, "Runs out in 60 days"), (0, "Runs out today"), (-2, "Expired 2 days ago")]
)
def test_the_page_of_a_supplier_worked_with_begins_with_papers_that_end(signed_in, cast, left, words):
    supplier = make_supplier(status="active")
    make_document(supplier, "certificate", expires_on=TODAY + timedelta(days=left))
    page = signed_in(cast.guo).get(f"/suppliers/{supplier.id}").text
    assert f"Certificate: {words}" in page
    assert page.count(words) == 2


def test_long_after_its_end_a_paper_is_a_quiet_mark_that_stays(signed_in, cast):
    supplier = make_supplier(status="trial")
    make_document(supplier, expires_on=TODAY - timedelta(days=500))
    browser = signed_in(cast.guo)
    page = browser.get(f"/suppliers/{supplier.id}").text
    assert "Business licence: expired 2025-07-12" in page
    assert "days ago" not in page
    assert "expired 2025-07-12" in screened(browser, supplier)


def test_a_replaced_paper_gives_no_alarm(signed_in, cast):
    supplier = make_supplier(status="active")
    make_document(supplier, expires_on=TODAY - timedelta(days=2))
    make_document(supplier)
    page = signed_in(cast.guo).get(f"/suppliers/{supplier.id}").text
    assert "Business licence: Expired" not in page
    assert "replaced" in page
