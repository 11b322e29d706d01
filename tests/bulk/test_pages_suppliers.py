"""Ticked suppliers are changed at once: what would become of each, carried out as shown, and taken back."""

from __future__ import annotations

import re
from datetime import date

import pytest

from portal.core.models.audit import AuditEvent
from portal.reviews.models import ReviewMove, ReviewPlan
from portal.suppliers.models.suppliers import Supplier, SupplierCategory, SupplierTag
from tests.bulk.makers import Ticked, sentence, toast
from tests.cast import TODAY, stamp
from tests.products.makers import make_product, make_quote
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_category, make_contact, make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def north(cast):
    return make_supplier("North", tags=["GaN"], owner=cast.lin.id)


@pytest.fixture
def south(cast):
    return make_supplier("South", owner=cast.mei.id)


@pytest.fixture
def ticked(signed_in, cast, north, south):
    return Ticked(signed_in(cast.mei), "suppliers", north, south, query="status=candidate")


def fresh(supplier):
    return Supplier.get_by_id(supplier.id)


def tags(supplier):
    return sorted(row.tag for row in SupplierTag.select().where(SupplierTag.supplier == supplier))


def categories(supplier):
    return [row.category_id for row in SupplierCategory.select().where(SupplierCategory.supplier == supplier)]


def events(verb):
    return AuditEvent.select().where(AuditEvent.verb == verb).count()


def test_the_list_offers_buyers_to_change_what_they_tick_and_viewers_not(signed_in, cast, north):
    assert 'formaction="/bulk/suppliers"' in signed_in(cast.mei).get("/suppliers").text
    assert 'formaction="/bulk/suppliers"' not in signed_in(cast.guo).get("/suppliers").text


def test_the_whole_page_is_ticked_by_an_address(signed_in, cast, north, south):
    browser = signed_in(cast.mei)
    assert browser.get("/suppliers?ticked=all").text.count("checked></td>") == 2
    assert browser.get("/suppliers").text.count("checked></td>") == 0
    assert 'href="/suppliers?page=1&amp;ticked=all"' in browser.get("/suppliers").text


def test_ticks_of_the_list_arrive_as_the_form_sends_them(signed_in, cast, north, south):
    page = signed_in(cast.mei).get(f"/bulk/suppliers?supplier={north.id}&supplier={south.id}&list=q%3DN").text
    assert "Change 2 suppliers" in page and 'href="/suppliers?q=N"' in page


def test_nothing_ticked_leads_back_to_the_list(signed_in, cast):
    browser = signed_in(cast.mei)
    answer = browser.get("/bulk/suppliers?list=q%3DN")
    assert (answer.status_code, answer.location) == (303, "/suppliers?q=N")
    assert toast(browser.get("/suppliers").text) == "Tick at least one row first."


def test_a_dry_sentence_says_what_would_happen_and_nothing_is_written(ticked, cast, north):
    assert ticked.dry("owner", owner=cast.mei.id) == "Gives 1 supplier to Mei Chen. 1 supplier stands so already."
    assert fresh(north).owner_id == cast.lin.id


def test_an_owner_is_given_to_all_in_one_press_and_taken_back_in_one(ticked, cast, north, south):
    answer = ticked.carry_out("owner", owner=cast.mei.id)
    assert (answer.status_code, answer.location) == (303, "/suppliers?status=candidate")
    assert {fresh(north).owner_id, fresh(south).owner_id} == {cast.mei.id}
    assert events("supplier.edit") == 1
    assert ticked.undo() == "Taken back"
    assert (fresh(north).owner_id, fresh(south).owner_id) == (cast.lin.id, cast.mei.id)


def test_an_owner_may_be_nobody(ticked, north):
    assert ticked.dry("owner", owner="") == "Leaves 2 suppliers without an owner."
    ticked.carry_out("owner", owner="")
    assert fresh(north).owner_id is None


def test_a_tag_is_added_beside_those_there_and_the_search_hears_of_it(ticked, north, south):
    assert ticked.dry("tag", tag="Fair, GaN") == "Tags 2 suppliers with Fair and GaN."
    ticked.carry_out("tag", tag="Fair, GaN")
    assert tags(north) == tags(south) == ["Fair", "GaN"]
    assert "fair" in fresh(south).search
    ticked.undo()
    assert (tags(north), tags(south)) == (["GaN"], [])
    assert "fair" not in fresh(south).search


def test_more_tags_than_a_supplier_may_have_are_refused(signed_in, cast, south):
    full = make_supplier("Full", tags=[f"t{number}" for number in range(12)])
    ticked = Ticked(signed_in(cast.mei), "suppliers", full, south)
    assert ticked.dry("tag", tag="more") == "Tags 1 supplier with more. 1 supplier cannot: more than 12 tags."


def test_a_tag_is_taken_off_those_that_have_it(ticked, north):
    assert ticked.dry("untag", untag="GaN") == "Takes the tag GaN off 1 supplier. 1 supplier stands so already."
    ticked.carry_out("untag", untag="GaN")
    assert tags(north) == []


def test_a_banned_category_is_refused_past_screening_and_named(signed_in, cast, north):
    active = make_supplier("Active", status="active")
    gambling = make_category("Gambling", banned=True, banned_reason="Illegal")
    ticked = Ticked(signed_in(cast.mei), "suppliers", north, active)
    page = ticked.look("category", category=gambling.id).text
    assert sentence(page).endswith("1 supplier cannot: banned category.")
    assert "<b>banned category</b>: <bdi>Active</bdi>" in page
    ticked.carry_out("category", category=gambling.id)
    assert (categories(north), categories(active)) == ([gambling.id], [])


def test_a_category_is_taken_off(signed_in, cast, south):
    chargers = make_category()
    held = make_supplier("Held", categories=[chargers])
    ticked = Ticked(signed_in(cast.mei), "suppliers", held, south)
    ticked.carry_out("uncategory", uncategory=chargers.id)
    assert categories(held) == []
    ticked.undo()
    assert categories(held) == [chargers.id]


def test_a_category_among_many_is_typed_by_its_name_and_carried_out(signed_in, cast, north):
    wanted = [make_category(f"Chargers {number}") for number in range(13)][7]
    ticked = Ticked(signed_in(cast.mei), "suppliers", north)
    assert '<datalist id="category-names">' in ticked.look("delete").text
    ticked.carry_out("category", category="chargers 7")
    assert categories(north) == [wanted.id]
    ticked.undo()
    assert categories(north) == []


def test_a_tier_brings_its_rhythm_of_reviews_and_takes_it_along_when_taken_back(signed_in, cast, north):
    active = make_supplier("Active", status="active", tier="watch")
    kept = ReviewPlan.follow(active, 12, TODAY, stamp())
    ticked = Ticked(signed_in(cast.mei), "suppliers", north, active)
    ticked.carry_out("tier", tier="strategic")
    assert fresh(active).tier == "strategic"
    assert ReviewPlan.get(ReviewPlan.supplier == active).every_months != 12
    assert ticked.undo() == "Taken back"
    plan = ReviewPlan.get(ReviewPlan.supplier == active)
    assert (plan.every_months, plan.due_on, fresh(active).tier) == (12, kept.due_on, "watch")


def test_a_tier_that_began_the_reviews_ends_them_when_taken_back(signed_in, cast):
    active = make_supplier("Active", status="active")
    ticked = Ticked(signed_in(cast.mei), "suppliers", active)
    ticked.carry_out("tier", tier="strategic")
    assert ReviewPlan.select().count() == 1
    ticked.undo()
    assert ReviewPlan.select().count() == 0


def test_the_next_review_moves_where_there_is_one_with_its_reason(signed_in, cast, north):
    active = make_supplier("Active", status="active")
    before = ReviewPlan.follow(active, 3, TODAY, stamp()).due_on
    ticked = Ticked(signed_in(cast.mei), "suppliers", north, active)
    fields = {"review": "2027-03-01", "reason": "After the fair"}
    assert (
        ticked.dry("review", **fields)
        == "Reviews 1 supplier next on 2027-03-01. 1 supplier cannot: no reviews planned."
    )
    ticked.carry_out("review", **fields)
    assert ReviewPlan.get().due_on == date(2027, 3, 1)
    assert ReviewMove.get().reason == "After the fair"
    assert ticked.undo() == "Taken back"
    assert ReviewPlan.get().due_on == before


@pytest.mark.parametrize(
    ("deed", "fields", "fault"),
    [
        ("review", {"review": "2026-11-23", "reason": "x"}, "Choose today or a later day."),
        ("review", {"review": "2027-03-01"}, "This field is required."),
        ("tag", {"tag": " "}, "This field is required."),
        ("tag", {"tag": "x" * 41}, "At most 12 tags of up to 40 characters."),
        ("category", {"category": "9999"}, "Not a valid choice."),
        ("owner", {"owner": "9999"}, "Not a valid choice."),
    ],
)
def test_what_cannot_be_is_said_at_its_field(ticked, deed, fields, fault):
    answer = ticked.look(deed, **fields)
    assert answer.status_code == 422
    assert fault in answer.text and 'class="verdict"' not in answer.text


def test_suppliers_are_deleted_and_come_back(ticked, north, south):
    assert ticked.dry("delete") == "Deletes 2 suppliers."
    ticked.carry_out("delete")
    assert fresh(north).deleted_at and fresh(south).deleted_at
    assert events("supplier.remove") == 2
    assert ticked.undo() == "Taken back"
    assert fresh(north).deleted_at is None and fresh(south).deleted_at is None


def test_what_goes_with_those_that_are_deleted_is_counted(signed_in, cast, ticked, north, south):
    product = make_product()
    make_quote(north, product)
    make_quote(south, product)
    make_sample(north, product)
    make_contact(north)
    make_quote(make_supplier("Other"), product)
    assert ticked.dry("delete") == "Deletes 2 suppliers. Also gone then: 2 quotes, 1 contact, and 1 sample."
    chinese = Ticked(signed_in(cast.mei, "zh"), "suppliers", north, south)
    assert chinese.dry("delete") == "删除 2 家供应商。随之一起删除：2 份报价、1 个联系人和1 个样品。"


@pytest.mark.parametrize("meanwhile", [{"name": "Norths"}, {"place": "Hefei"}])
def test_nobody_deletes_what_a_colleague_changed_after_the_look(ticked, north, meanwhile):
    sent = ticked.sent("delete")
    row = fresh(north)
    row.change_row(row.version, **meanwhile)
    assert ticked.press(sent).status_code == 409
    assert fresh(north).deleted_at is None


def test_nobody_deletes_a_quote_that_came_after_the_look(ticked, north):
    sent = ticked.sent("delete")
    make_quote(north, make_product())
    assert ticked.press(sent).status_code == 409


def test_each_button_has_a_name_of_its_own_and_what_must_be_filled_in_is_marked(ticked):
    page = ticked.browser.get(f"/bulk/suppliers?ids={ticked.ids}").text
    names = re.findall(r'aria-label="(See what it does: [^"]+)"', page)
    assert len(names) == len(set(names)) == 9
    assert 'placeholder="Reason *"' in page and 'placeholder="Reason"' in page
    assert "skipping steps want a reason" in page


def test_nothing_is_written_when_something_changed_after_the_look(ticked, cast, north, south):
    sent = ticked.sent("owner", owner=cast.mei.id)
    fresh(north).change_row(north.version, owner=cast.guo.id)
    answer = ticked.press(sent)
    assert answer.status_code == 409
    assert "Nothing is written: something changed meanwhile" in answer.text
    assert fresh(north).owner_id == cast.guo.id
    assert events("supplier.edit") == 0


def test_one_that_was_changed_since_keeps_all_from_being_taken_back_and_is_named(ticked, cast, north, south):
    ticked.carry_out("owner", owner="")
    row = fresh(south)
    row.change_row(row.version, place="Hefei")
    assert ticked.undo() == "Nothing is taken back: somebody changed South meanwhile."
    assert fresh(north).owner_id is None


def test_a_viewer_may_not(signed_in, cast, north):
    browser = signed_in(cast.guo)
    assert browser.get(f"/bulk/suppliers?ids={north.id}").status_code == 403
    assert browser.post("/bulk/suppliers", data={"ids": north.id, "deed": "delete"}).status_code == 403


@pytest.mark.parametrize(
    "query",
    ["ids=x,,9e9", "ids=1&deed=x", "ids=1&deed=owner&owner=x", "list=%0d%0aX:%201", "ids=1&deed=status&status=x"],
)
def test_any_address_is_answered(signed_in, cast, north, query):
    assert signed_in(cast.mei).get(f"/bulk/suppliers?{query}").status_code in (200, 303, 422)


def test_looking_costs_the_same_for_fifty(signed_in, cast, statements):
    browser = signed_in(cast.mei)

    def cost(suppliers):
        ticked = Ticked(browser, "suppliers", *suppliers)
        with statements() as seen:
            ticked.look("tag", tag="Fair")
        return len(seen)

    few = cost([make_supplier()])
    assert cost([make_supplier(f"S{number}", tags=["a"]) for number in range(50)]) == few <= 12
