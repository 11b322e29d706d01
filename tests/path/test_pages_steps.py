"""The steps on the path of a supplier: its lists, their gates, and what stays to be read beside them."""

from __future__ import annotations

import pytest

from portal.checklists.models.answers import Answer
from portal.checklists.models.runs import Run
from portal.core.models.attachments import Attachment
from portal.core.models.audit import AuditEvent
from portal.core.models.change import change
from portal.handover.models.merging import merge
from portal.path.models.passages import Passage
from tests.cast import NOW, TODAY, stamp
from tests.checklists.makers import give
from tests.needs.makers import make_candidate, make_need
from tests.path.makers import answered, make_step, passed
from tests.products.makers import make_business
from tests.suppliers.makers import make_category, make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def supplier(cast):
    make_business()
    return make_supplier("Harbour", categories=[make_category()])


def address(step, supplier=None, need=None, verb=""):
    first, more = (need, supplier) if step == "needs" else (supplier, need)
    named = "supplier" if step == "needs" else "need"
    return f"/steps/{step}/{first.id}{verb}" + (f"?{named}={more.id}" if more else "")


@pytest.mark.parametrize(
    "path",
    ["none/1", "screening", "screening/99", "needs/1", "screening/x", "contact/1?need=99", "contact/1?need=x"],
)
def test_a_step_of_nobody_is_not_there(signed_in, cast, supplier, path):
    assert signed_in(cast.mei).get(f"/steps/{path}").status_code == 404


def test_a_list_is_read_ahead_and_starts_when_somebody_starts_it(signed_in, cast, supplier):
    browser = signed_in(cast.mei)
    page = browser.get(address("screening", supplier)).text
    assert "This list has not been started" in page
    assert Run.select().count() == 0
    assert browser.post(address("screening", supplier, verb="/start")).status_code == 303
    browser.post(address("screening", supplier, verb="/start"))
    assert Run.select().count() == 1
    assert signed_in(cast.guo).post(address("contact", supplier, verb="/start")).status_code == 403


def test_a_list_about_the_supplier_is_one_for_all_its_needs(signed_in, cast, supplier):
    first, second = make_need(), make_need(title="Another")
    browser = signed_in(cast.mei)
    for need in (first, second):
        make_candidate(need, supplier)
        browser.post(address("screening", supplier, need, "/start"))
        browser.post(address("sample", supplier, need, "/start"))
    assert sorted(run.step for run in Run.select()) == ["sample", "sample", "screening"]


def test_an_answer_leads_back_to_the_list_of_its_step(signed_in, cast, supplier):
    run = make_step("screening", supplier)
    sent = {"seen": "P09.0", "value": "yes", "note": "On its own site"}
    answer = signed_in(cast.mei).post(f"/runs/{run.id}/items/P09", data=sent)
    assert answer.headers["Location"] == f"/steps/screening/{supplier.id}#P09"
    assert "Back to the list" in signed_in(cast.guo).get(f"/runs/{run.id}/items/P09").text


def test_the_gate_lets_through_when_every_must_have_is_met(signed_in, cast, supplier):
    run = answered(make_step("screening", supplier), cast.mei)
    browser = signed_in(cast.mei)
    assert "Go on to First contact" in browser.get(address("screening", supplier)).text
    answer = browser.post(address("screening", supplier, verb="/pass"), data={"rev": run.rev})
    assert answer.headers["Location"] == f"/steps/contact/{supplier.id}"
    passage = Passage.get()
    assert (passage.step, passage.supplier_id, passage.in_the_way, passage.by_id) == (
        "screening", supplier.id, "", cast.mei.id,
    )  # fmt: skip
    assert AuditEvent.select().where(AuditEvent.verb == "passage.add").count() == 1


def test_an_open_must_have_shuts_the_gate_for_a_buyer(signed_in, cast, supplier):
    run = answered(make_step("screening", supplier), cast.mei, but=("P06",))
    page = signed_in(cast.mei).get(address("screening", supplier)).text
    assert "1 must-have stands in the way:" in page
    answer = signed_in(cast.mei).post(
        address("screening", supplier, verb="/pass"), data={"rev": run.rev, "reason": "Hurry"}
    )
    assert answer.status_code == 422
    assert Passage.select().count() == 0


def test_an_admin_passes_with_a_reason_that_stays_to_be_read(signed_in, cast, supplier):
    run = answered(make_step("screening", supplier), cast.mei, but=("P06",))
    admin, url = signed_in(cast.lin), address("screening", supplier, verb="/pass")
    assert admin.post(url, data={"rev": run.rev, "reason": " "}).status_code == 422
    assert admin.post(url, data={"rev": run.rev, "reason": "Known for ten years"}).status_code == 303
    for page in (address("screening", supplier), f"/suppliers/{supplier.id}", "/steps"):
        assert "let through, records to follow" in signed_in(cast.guo).get(page).text
    page = signed_in(cast.guo).get(address("screening", supplier)).text
    assert "Known for ten years" in page
    assert "although not met: P06" in page


def test_what_was_typed_as_a_reason_survives_a_refusal(signed_in, cast, supplier):
    run = answered(make_step("screening", supplier), cast.mei, but=("P06",))
    sent = {"rev": run.rev, "reason": "x" * 501}
    answer = signed_in(cast.lin).post(address("screening", supplier, verb="/pass"), data=sent)
    assert answer.status_code == 422
    assert f"{'x' * 501}</textarea>" in answer.text
    assert Passage.select().count() == 0


def test_gates_are_passed_in_their_order_even_by_an_admin(signed_in, cast, supplier):
    run = answered(make_step("contact", supplier), cast.mei)
    answer = signed_in(cast.lin).post(address("contact", supplier, verb="/pass"), data={"rev": run.rev, "reason": "Go"})
    assert answer.status_code == 422
    assert "Not yet: finish the step before it first:" in answer.text


def test_a_list_nobody_started_has_no_gate_to_pass(signed_in, cast, supplier):
    answer = signed_in(cast.lin).post(address("screening", supplier, verb="/pass"), data={"rev": 0, "reason": "Go"})
    assert answer.status_code == 422
    assert "start the list first" in answer.text


def test_a_banned_category_stops_everybody_and_says_why(signed_in, cast):
    supplier = make_supplier(
        categories=[make_category("Fake engagement", banned=True, banned_reason="Against the law")]
    )
    run = answered(make_step("screening", supplier), cast.mei)
    page = signed_in(cast.lin).get(address("screening", supplier)).text
    assert "Against the law" in page
    assert signed_in(cast.lin).post(
        address("screening", supplier, verb="/pass"), data={"rev": run.rev, "reason": "Go"}
    ).status_code == 422  # fmt: skip


def test_a_serious_record_ends_the_path_in_words(signed_in, cast, supplier):
    run = make_step("screening", supplier)
    give(run, "P06", "serious", cast.mei, note="Two judgments")
    page = signed_in(cast.guo).get(address("screening", supplier)).text
    assert "This ends the path, unless an administrator goes on with a reason" in page


def test_a_list_that_changed_meanwhile_is_read_again_and_the_reason_stays(signed_in, cast, supplier):
    run = answered(make_step("screening", supplier), cast.mei, but=("P06",))
    give(run, "P04", "maker", cast.lin)
    sent = {"rev": run.rev, "reason": "Known for years"}
    answer = signed_in(cast.lin).post(address("screening", supplier, verb="/pass"), data=sent)
    assert answer.status_code == 409
    assert Passage.select().count() == 0
    assert "Somebody changed the list meanwhile" in answer.text
    assert "Known for years</textarea>" in answer.text
    assert f'name="rev" value="{Run.get_by_id(run.id).rev}"' in answer.text


def test_a_list_begins_only_for_a_need_the_supplier_is_looked_at_for_and_that_is_open(signed_in, cast, supplier):
    need, browser = make_need(), signed_in(cast.mei)
    assert browser.post(address("contact", supplier, need, "/start")).status_code == 404
    make_candidate(need, supplier)
    need.close(TODAY, "Found", stamp())
    answer = browser.post(address("contact", supplier, need, "/start"))
    assert answer.status_code == 409 and "This need is closed" in answer.text
    need.reopen("Not yet", stamp())
    assert browser.post(address("contact", supplier, need, "/start")).status_code == 303


def test_a_list_of_what_was_deleted_is_neither_read_nor_written(signed_in, cast, supplier):
    need = make_need()
    runs = [make_step("needs", need=need), make_step("screening", supplier)]
    need.remove(stamp())
    supplier.remove(stamp())
    browser = signed_in(cast.lin)
    for run, code in zip(runs, ("N01", "P09"), strict=True):
        item = f"/runs/{run.id}/items/{code}"
        assert browser.get(f"/runs/{run.id}/report").status_code == 404
        assert browser.get(item).status_code == 404
        assert browser.post(item, data={"seen": f"{code}.0", "value": "yes"}).status_code == 404
    assert Answer.select().count() == 0


def test_two_people_who_press_at_once_pass_once(signed_in, cast, supplier):
    run = answered(make_step("screening", supplier), cast.mei)
    for person in (cast.mei, cast.lin):
        signed_in(person).post(address("screening", supplier, verb="/pass"), data={"rev": run.rev})
    assert Passage.select().count() == 1


def test_a_passed_gate_says_what_is_not_met_today(signed_in, cast, supplier):
    run = answered(make_step("screening", supplier), cast.mei)
    Passage.record(run, run.rev, stamp(cast.mei))
    give(run, "P09", "no", cast.mei, seen=1, note="The account is closed")
    page = signed_in(cast.guo).get(address("screening", supplier)).text
    assert "This step is passed, and 1 must-have is not met today" in page


def test_a_passing_is_taken_back_with_a_reason_and_both_stay(signed_in, cast, supplier):
    passed("screening", supplier, by=cast.mei)
    browser, url = signed_in(cast.lin), address("screening", supplier, verb="/back")
    assert browser.post(url, data={"reason": ""}).status_code == 422
    assert browser.post(url, data={"reason": "The licence was another company's"}).status_code == 303
    page = browser.get(address("screening", supplier)).text
    assert "Taken back by" in page
    assert "The licence was another company&#39;s" in page
    assert Passage.get().back_at is not None
    browser.post(url, data={"reason": "Twice"})
    assert AuditEvent.select().where(AuditEvent.verb == "passage.take_back").count() == 1


def test_the_first_list_belongs_to_the_need_and_leads_back_to_it(signed_in, cast):
    need = make_need()
    run = answered(make_step("needs", need=need), cast.mei)
    answer = signed_in(cast.mei).post(address("needs", need=need, verb="/pass"), data={"rev": run.rev})
    assert answer.headers["Location"] == f"/needs/{need.id}"
    supplier = make_supplier()
    make_candidate(need, supplier)
    page = signed_in(cast.guo).get(f"/suppliers/{supplier.id}").text
    assert f"/steps/screening/{supplier.id}?need={need.id}" in page


def test_the_page_of_a_supplier_says_where_status_and_lists_disagree(signed_in, cast):
    supplier = make_supplier(status="active")
    page = signed_in(cast.guo).get(f"/suppliers/{supplier.id}").text
    assert "the lists are not kept up" in page
    assert "The status says Active; by the lists the supplier stands at Screening." in page
    assert "behind" not in signed_in(cast.guo).get(f"/suppliers/{make_supplier('New').id}").text


def test_a_signed_list_of_a_step_is_frozen_and_reads_on_paper(signed_in, cast, supplier):
    run = answered(make_step("contact", supplier), cast.mei)
    admin = signed_in(cast.lin)
    answer = admin.post(f"/runs/{run.id}/sign", data={"rev": run.rev, "reason": "The team is one person"})
    assert answer.headers["Location"] == f"/steps/contact/{supplier.id}"
    assert "Signed and frozen" in admin.get(answer.headers["Location"]).text
    assert "Supplier: Harbour" in admin.get(f"/runs/{run.id}/report").text
    assert "Supplier: Harbour" in admin.get(address("contact", supplier, verb="/blank")).text
    reopened = admin.post(f"/runs/{run.id}/reopen", data={"reason": "A slip"})
    assert reopened.headers["Location"] == f"/steps/contact/{supplier.id}"


def test_the_news_of_a_step_come_with_its_own_page(signed_in, cast, supplier):
    run = make_step("contact", supplier)
    give(run, "K09", "yes", cast.mei, note="By mail")
    answer = signed_in(cast.lin).get(f"/runs/{run.id}/news?seen=K09.0", headers={"HX-Request": "true"})
    assert answer.status_code == 200
    assert "By mail" in answer.text


def test_merged_suppliers_bring_their_passages_along(cast, supplier):
    other = make_supplier("Harbor")
    passed("screening", other, by=cast.mei)
    with change(stamp(cast.lin)):
        merge(other, supplier, other.version, stamp(cast.lin))
    assert Passage.get().supplier_id == supplier.id


def test_an_owned_item_of_a_step_is_a_to_do_that_names_the_supplier(signed_in, cast, supplier):
    run = make_step("contact", supplier)
    with change(stamp()):
        Answer.assign(Run.touch(run.id, stamp()), "K09", cast.mei.id, TODAY, (None, None), stamp())
    assert "Harbour: K09" in signed_in(cast.mei).get("/").text


def test_a_list_about_the_supplier_alone_is_shown_on_the_path_where_it_came_furthest(signed_in, cast, supplier):
    need = make_need(title="Cheaper")
    make_candidate(need, supplier)
    passed("needs", need=need)
    page = signed_in(cast.guo).get(address("screening", supplier)).text
    assert "Cheaper" in page
    assert f"/steps/contact/{supplier.id}?need={need.id}" in page


@pytest.mark.parametrize(
    ("verdict", "message"), [("clean", "nothing found"), ("minor", "a minor record"), ("serious", "a serious record")]
)
def test_what_a_person_found_in_the_registers_stands_in_the_screening(signed_in, cast, supplier, verdict, message):
    guo = signed_in(cast.guo)
    assert "nobody has looked yet" in guo.get(f"/suppliers/{supplier.id}").text
    give(make_step("screening", supplier), "P06", verdict, cast.mei, note="Registers searched")
    assert message in guo.get(f"/suppliers/{supplier.id}").text


def test_an_answer_without_the_note_or_file_it_needs_keeps_the_gate_shut(signed_in, cast, supplier):
    run = answered(make_step("screening", supplier), cast.mei)
    Attachment.update(deleted_at=NOW).where(Attachment.slot == "P02").execute()
    browser, url = signed_in(cast.mei), address("screening", supplier)
    page = browser.get(url).text
    assert "1 must-have lacks its note or file" in page
    assert "Go on to First contact" not in page
    refused = browser.post(address("screening", supplier, verb="/pass"), data={"rev": run.rev})
    assert refused.status_code == 422
    admin = signed_in(cast.lin)
    admin.post(address("screening", supplier, verb="/pass"), data={"rev": run.rev, "reason": "Seen at their desk"})
    assert Passage.get().in_the_way == "P02"


def test_the_gate_follows_an_answer_without_a_new_page(signed_in, cast, supplier):
    run = answered(make_step("screening", supplier), cast.mei, but=("P09",))
    give(run, "P09", "yes", cast.mei, note="Seen")
    fresh = Run.get_by_id(run.id)
    news = signed_in(cast.mei).get(f"/runs/{run.id}/news?seen=P09.0", headers={"HX-Request": "true"}).text
    assert "Go on to First contact" in news
    assert f'name="rev" value="{fresh.rev}"' in news


def test_the_gate_of_a_need_says_that_it_opens_for_all_its_candidates(signed_in, cast):
    need = make_need()
    answered(make_step("needs", need=need), cast.mei)
    assert "for every supplier looked at for this need" in signed_in(cast.mei).get(address("needs", need=need)).text
