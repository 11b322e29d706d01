"""A change of many records is found later too, and taken back as a whole while nobody touched it."""

from __future__ import annotations

import re

import pytest

from portal.bulk.models import BulkAct
from portal.bulk.pages.acts import AT_ONCE
from portal.bulk.rules import BulkChoice, BulkDeed
from portal.core.models.audit import AuditEvent
from portal.suppliers.models.suppliers import Supplier
from tests.bulk.makers import Ticked, toast
from tests.cast import stamp
from tests.suppliers.makers import make_category, make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def changed(signed_in, cast):
    """Two suppliers that Mei moved in bulk."""
    one, two = make_supplier("Tuochuan", "screening"), make_supplier("Hengqi", "screening")
    Ticked(signed_in(cast.mei), "suppliers", one, two, query="q=a").carry_out("status", status="contacted")
    return one, two


def statuses(suppliers):
    return [Supplier.get_by_id(row.id).status for row in suppliers]


def pressed(browser):
    """The way back of the newest change, and what is said of it."""
    answer = browser.post(f"/bulk/{BulkAct.select().order_by(BulkAct.id.desc()).get().id}/take-back")
    return answer, toast(browser.get("/bulk").text)


def test_the_list_says_what_was_done_to_whom_by_whom_and_takes_it_back(signed_in, cast, changed):
    browser = signed_in(cast.mei)
    page = browser.get("/bulk").text
    assert "2 suppliers moved to Contacted" in page and "Hengqi" in page and cast.mei.name in page
    answer, told = pressed(browser)
    assert (answer.location, told) == ("/bulk", "Taken back")
    assert statuses(changed) == ["screening", "screening"]
    assert f"Undone by {cast.mei.name}" in browser.get("/bulk").text
    assert "/take-back" not in browser.get("/bulk").text
    verbs = [event.verb for event in AuditEvent.select().where(AuditEvent.object_type == "bulk_act")]
    assert verbs == ["bulk_act.add", "bulk_act.take_back"]


def test_the_way_back_stays_on_the_page_of_the_list_it_was_pressed_on(signed_in, cast, changed):
    browser = signed_in(cast.mei)
    act = BulkAct.get()
    page = browser.get(f"/bulk?before={act.id + 1}").text
    address = re.search(r'action="(/bulk/\d+/take-back[^"]*)"', page)[1]
    assert browser.post(address).location == f"/bulk?before={act.id + 1}"


def test_a_colleague_takes_it_back_too(signed_in, cast, changed):
    pressed(signed_in(cast.lin))
    assert statuses(changed) == ["screening", "screening"]


def test_a_row_that_was_changed_since_keeps_all_and_is_named(signed_in, cast, changed):
    one, _two = changed
    Supplier.get_by_id(one.id).amend(2, stamp(), note="Visited")
    browser = signed_in(cast.mei)
    assert "1 of them was changed since: it stays." in browser.get("/bulk").text
    assert "/take-back" not in browser.get("/bulk").text
    assert pressed(browser)[1] == "Nothing is taken back: somebody changed Tuochuan meanwhile."
    assert statuses(changed) == ["contacted", "contacted"]
    assert BulkAct.get().back_at is None


def test_what_was_taken_back_is_not_taken_back_twice(signed_in, cast, changed):
    browser = signed_in(cast.mei)
    pressed(browser)
    assert pressed(browser)[1] == "It was taken back already."


def test_the_toast_and_the_list_are_one_way_back(signed_in, cast):
    browser = signed_in(cast.mei)
    ticked = Ticked(browser, "suppliers", make_supplier("Tuochuan"))
    ticked.carry_out("tag", tag="Fair")
    assert ticked.undo() == "Taken back"
    assert f"Undone by {cast.mei.name}" in browser.get("/bulk").text


def test_every_value_is_called_by_its_name(signed_in, cast):
    browser, cups = signed_in(cast.mei), make_category("Cups")
    ticked = Ticked(browser, "suppliers", make_supplier("A"), make_supplier("B"))
    ticked.carry_out("owner", owner=str(cast.lin.id))
    ticked.carry_out("category", category=str(cups.id))
    ticked.carry_out("tag", tag="Fair")
    ticked.carry_out("delete")
    page = browser.get("/bulk").text
    for text in (f"given to {cast.lin.name}", "in the category Cups", "tagged with Fair", "2 suppliers deleted"):
        assert text in page
    assert pressed(browser)[1] == "Taken back"
    assert Supplier.select().where(Supplier.deleted_at.is_null()).count() == 2


def test_a_viewer_may_not(signed_in, cast, changed):
    browser = signed_in(cast.guo)
    assert browser.get("/bulk").status_code == 403
    assert browser.post(f"/bulk/{BulkAct.get().id}/take-back").status_code == 403


def test_the_list_costs_the_same_for_many_changes(signed_in, cast, statements):
    browser = signed_in(cast.mei)

    def cost(changes):
        for number in range(changes):
            Ticked(browser, "suppliers", make_supplier(f"S{changes}-{number}")).carry_out("tag", tag="Fair")
        with statements() as seen:
            browser.get("/bulk")
        return len(seen)

    assert cost(1) == cost(8)


def test_older_changes_stand_on_the_next_page(signed_in, cast):
    for number in range(AT_ONCE + 1):
        choice = BulkChoice(BulkDeed.tag, [f"Fair {number}."])
        BulkAct.record("suppliers", choice, [], [], "", stamp())
    browser = signed_in(cast.mei)
    first = browser.get("/bulk").text
    assert f"Fair {AT_ONCE}." in first and "Fair 0." not in first
    assert "Fair 0." in browser.get(re.search(r'href="(/bulk\?before=\d+)"', first)[1]).text
