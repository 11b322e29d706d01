"""Suppliers that were taken over: at a status with the record of it, never as if they had passed the gates."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from portal.core.models.audit import AuditEvent
from portal.core.models.change import Stale
from portal.handover.models.merging import merge
from portal.path.models.passages import Passage
from portal.path.models.takeovers import NotEntered, TakeOver, TakeOverSource, TakeOverWish, standing, takeovers
from portal.path.queries.standing import behind, furthest
from portal.path.rules import Path, PathStep, Spot, TakenFrom, entry_step
from portal.suppliers.models.suppliers import StatusChange, Supplier
from portal.suppliers.rules.pipeline import Status, check_entry
from tests.cast import stamp
from tests.needs.makers import make_candidate, make_need
from tests.path.makers import answered, make_step
from tests.products.makers import make_business
from tests.suppliers.makers import make_category, make_supplier

pytestmark = pytest.mark.usefixtures("noon")

BULK = TakeOverSource(TakenFrom.bulk)
FILE = TakeOverSource(TakenFrom.file, "old list.xlsx", 7)


@pytest.fixture
def supplier(cast):
    make_business()
    return make_supplier("Harbour")


def put(supplier, to, by=None, source=BULK, reason=""):
    return TakeOver.enter([TakeOverWish(supplier, Status(to), reason)], source, stamp(by))


def path_of(supplier, need=None):
    passed = behind(Passage.in_force(), TakeOver.in_force())
    return Path(supplier.id, need and need.id, passed)


@pytest.mark.parametrize(
    ("status", "step"),
    [
        ("contacted", "contact"),
        ("negotiating", "agreement"),
        ("trial", "docking"),  # nobody said that the docking is done
        ("active", "rampup"),  # nor that it delivers at full volume
    ],
)
def test_it_enters_the_path_at_the_first_step_its_status_is_expected_at(supplier, status, step):
    put(supplier, status)
    assert path_of(supplier).open_step == entry_step(Status(status)) == step
    assert Supplier.get_by_id(supplier.id).status == status
    assert Passage.select().count() == 0


def test_the_record_says_who_when_and_from_where_in_one_row_and_one_event(supplier, cast):
    put(supplier, "active", cast.mei, FILE)
    [line] = takeovers(TakeOver.supplier == supplier.id)
    assert (line.by, line.origin, line.file, line.import_key) == ("Mei Chen", "file", "old list.xlsx", 7)
    [event] = AuditEvent.select().where(AuditEvent.verb == "supplier.take_over")
    assert json.loads(event.before) == {"status": "candidate"}
    assert json.loads(event.after) == {"status": "active", "step": "rampup", "origin": "file", "file": "old list.xlsx"}
    moved = StatusChange.select().where(StatusChange.supplier == supplier).order_by(StatusChange.id.desc()).get()
    assert (moved.from_status, moved.to_status) == ("candidate", "active")


def test_a_banned_category_blocks_all_of_them(cast):
    banned, free = make_supplier("Ban", categories=[make_category("F", banned=True)]), make_supplier("Free")
    wishes = [TakeOverWish(free, Status.active), TakeOverWish(banned, Status.active)]
    with pytest.raises(NotEntered) as refused:
        TakeOver.enter(wishes, BULK, stamp())
    verdict = refused.value.verdict
    assert (refused.value.supplier.id, verdict.fault, verdict.banned) == (banned.id, "banned", ("F",))
    assert [Supplier.get_by_id(row.id).status for row in (banned, free)] == ["candidate", "candidate"]


@pytest.mark.parametrize(
    ("status", "to", "reason", "fault"),
    [
        ("trial", "trial", "", "same"),
        ("retired", "active", "again", "not_allowed"),
        ("candidate", "retired", " ", "reason"),
        ("active", "sampling", "", "reason"),
        ("candidate", "active", "", None),
        ("paused", "active", "season begins", None),
    ],
)
def test_what_people_decided_counts_also_for_many_at_once(status, to, reason, fault):
    assert check_entry(Status(status), Status(to), reason, ()).fault == fault


def test_nobody_is_put_anywhere_when_one_was_saved_meanwhile(cast):
    first, second = make_supplier("A"), make_supplier("B")
    Supplier.get_by_id(second.id).move(Status.screening, "", 1, stamp())
    with pytest.raises(Stale):
        TakeOver.enter([TakeOverWish(first, Status.active), TakeOverWish(second, Status.active)], BULK, stamp())
    assert Supplier.get_by_id(first.id).status == "candidate"
    assert TakeOver.select().count() == 0


def test_a_sample_of_the_goods_of_a_need_is_never_taken_over(supplier):
    need = make_need()
    make_candidate(need, supplier)
    put(supplier, "active")
    on_need = path_of(supplier, need)
    assert on_need.passage(PathStep.agreement).taken
    assert on_need.passage(PathStep.sample) is None
    assert on_need.open_step is PathStep.needs


def test_it_stands_where_it_was_taken_over_although_it_is_looked_at_for_a_need(supplier):
    need = make_need()
    make_candidate(need, supplier)
    passed = standing(takeovers(TakeOver.supplier == supplier.id))
    assert furthest(supplier.id, [need], passed)[0] == need
    put(supplier, "active")
    passed = standing(takeovers(TakeOver.supplier == supplier.id))
    assert furthest(supplier.id, [need], passed)[0] is None


def test_the_newest_counts_and_a_pause_takes_nothing_back(supplier):
    for status, reason in (("active", ""), ("sampling", "prices rose"), ("paused", "holiday")):
        put(Supplier.get_by_id(supplier.id), status, reason=reason)
    assert path_of(supplier).open_step is PathStep.sample


def test_many_cost_as_many_statements_as_a_few(cast, statements):
    def cost(names):
        wishes = [TakeOverWish(make_supplier(name), Status.trial) for name in names]
        with statements() as seen:
            TakeOver.enter(wishes, BULK, stamp())
        return len(seen)

    assert cost("ab") == cost("cdefghijklmnop")


def test_a_merge_hands_the_record_over(supplier, cast):
    other = make_supplier("Other")
    put(other, "active")
    merge(other, supplier, other.version, stamp())
    assert TakeOver.get().supplier_id == supplier.id


def test_the_supplier_and_its_step_say_honestly_that_nobody_passed(signed_in, cast, supplier):
    put(supplier, "negotiating", cast.mei, FILE)
    browser = signed_in(cast.guo)
    page = browser.get(f"/suppliers/{supplier.id}").text
    assert "Mei Chen took it over as “Negotiating” from a list" in page
    assert "old list.xlsx" in page
    assert page.count("· taken over</small>") == 3
    step = browser.get(f"/steps/screening/{supplier.id}").text
    assert "taken over, not worked through" in step
    assert "This list has not been started" in step
    assert "</bdi> passed this step" not in step
    assert "1 day" not in browser.get("/steps").text.split("Harbour")[1].split("</li>")[0]
    assert "taken over 0 days ago" in browser.get("/steps").text


def test_the_time_line_and_the_trail_tell_it_in_words(signed_in, cast, supplier):
    put(supplier, "negotiating", cast.mei, FILE)
    line = signed_in(cast.guo).get(f"/suppliers/{supplier.id}/time-line").text
    assert "an imported list: <bdi>old list.xlsx</bdi>" in line
    assert "took a supplier over at a status" in signed_in(cast.lin).get("/audit").text


def test_working_through_a_list_after_all_counts_instead(signed_in, cast, supplier):
    put(supplier, "negotiating")
    browser = signed_in(cast.mei)
    answered(make_step("sample", supplier))
    browser.post(f"/steps/sample/{supplier.id}/pass", data={"rev": make_step("sample", supplier).rev})
    assert Passage.get().step == "sample"
    path = path_of(supplier)
    assert not path.passage(PathStep.sample).taken
    assert path.passage(PathStep.screening).taken


def test_it_is_taken_back_with_a_reason_and_stays_to_be_read(signed_in, cast, supplier):
    put(supplier, "negotiating", cast.mei, FILE)
    browser = signed_in(cast.mei)
    back = f"/steps/screening/{supplier.id}/back"
    assert browser.post(back).status_code == 422
    assert browser.post(back, data={"reason": "wrong sheet"}).status_code == 303
    page = browser.get(f"/steps/screening/{supplier.id}").text
    assert "Taken back by Mei Chen" in page
    assert "wrong sheet" in page
    assert "taken over, not worked through" not in page
    assert path_of(supplier).open_step is PathStep.screening
    assert Supplier.get_by_id(supplier.id).status == "negotiating"


@pytest.mark.parametrize(
    ("to", "open_step"),
    [
        ("contacted", "screening"),
        ("retired", "screening"),
        ("candidate", "screening"),
        ("paused", "agreement"),
        ("trial", "agreement"),
    ],
)
def test_who_is_put_before_its_step_or_retired_is_not_taken_over_any_more(signed_in, cast, supplier, to, open_step):
    put(supplier, "negotiating")
    browser = signed_in(cast.mei)
    sent = {"to": to, "reason": "It was another mill", "version": Supplier.get_by_id(supplier.id).version}
    assert browser.post(f"/suppliers/{supplier.id}/move", data=sent).status_code == 303
    assert path_of(supplier).open_step == open_step
    assert (TakeOver.get().back_reason == "It was another mill") == (open_step == "screening")


def test_a_move_that_is_taken_back_lets_the_take_over_count_again(signed_in, cast, supplier):
    put(supplier, "negotiating")
    browser = signed_in(cast.mei)
    sent = {"to": "retired", "reason": "Wrong row", "version": Supplier.get_by_id(supplier.id).version}
    browser.post(f"/suppliers/{supplier.id}/move", data=sent)
    browser.post("/undo/" + browser.get(f"/suppliers/{supplier.id}").text.split('action="/undo/')[1].split('"')[0])
    assert Supplier.get_by_id(supplier.id).status == "negotiating"
    assert path_of(supplier).open_step is PathStep.agreement
    assert AuditEvent.select().where(AuditEvent.verb == "supplier.take_over_again").count() == 1


def test_climbing_up_again_step_by_step_does_not_bring_it_back(supplier):
    put(supplier, "negotiating")
    for to in (Status.contacted, Status.sampling, Status.negotiating):
        fresh = Supplier.get_by_id(supplier.id)
        fresh.move(to, "again", fresh.version, stamp())
        TakeOver.void_outrun([fresh], "again", stamp())
    assert path_of(supplier).open_step is PathStep.screening


def test_one_that_is_bought_from_does_not_stall_by_its_empty_lists(signed_in, cast, supplier):
    long_ago = replace(stamp(), at=stamp().at.replace(year=2025))
    for name, status in (("Bought", "active"), ("Talks", "negotiating")):
        TakeOver.enter([TakeOverWish(make_supplier(name), Status(status))], BULK, long_ago)
    page = signed_in(cast.guo).get("/steps?show=stalled").text
    assert "Talks" in page
    assert "Bought" not in page


def test_on_a_path_without_a_need_the_first_gate_it_was_taken_past_is_the_screening(supplier):
    put(supplier, "contacted")
    assert list(standing(takeovers(TakeOver.in_force()))) == [Spot(PathStep.screening, supplier.id, None)]
