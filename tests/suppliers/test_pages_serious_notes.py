"""Serious word of mouth: it stops the screening until somebody answers it with a reason."""

from __future__ import annotations

import json
import re

import pytest

from portal.core.models.audit import AuditEvent
from portal.path.models.passages import Passage
from portal.suppliers.models.suppliers import ReputationNote, Supplier
from tests.cast import NOW, TODAY, stamp
from tests.path.makers import answered, make_step
from tests.products.makers import make_business
from tests.suppliers.makers import make_category, make_note, make_supplier

pytestmark = pytest.mark.usefixtures("noon")


def field(page: str) -> str:
    """The answer as the page holds it."""
    return re.search(r'<textarea[^>]*name="answer"[^>]*>\s*(.*?)</textarea>', page, re.DOTALL)[1]


def sent(note):
    """The form of a note as its page would send it unchanged."""
    columns = ("version", "text", "tone", "matter", "source", "source_kind", "url")
    return {name: getattr(note, name) for name in columns} | {"on": note.on.isoformat()}


@pytest.fixture
def supplier(cast):
    make_business()
    return make_supplier("Harbour", categories=[make_category()])


@pytest.fixture
def note(supplier):
    return make_note(supplier, "Paid, never delivered", tone="bad", matter="fraud")


def test_it_says_so_when_it_is_written_down(signed_in, cast, supplier):
    mei = signed_in(cast.mei)
    sent = {"text": "Judged", "tone": "bad", "matter": "court", "source": "Register", "source_kind": "court"}
    mei.post("/reputation", data=sent | {"supplier": supplier.id, "on": TODAY.isoformat(), "key": "k"})
    assert ReputationNote.get().matter == "court"
    page = mei.get(f"/suppliers/{supplier.id}").text
    assert "Court case" in page and "Stops the screening" in page
    assert "1 waits for an answer with a reason: Court case" in page


def test_it_shuts_the_gate_of_the_screening_for_everybody(signed_in, cast, supplier, note):
    run = answered(make_step("screening", supplier), cast.mei)
    url = f"/steps/screening/{supplier.id}"
    for person in (cast.mei, cast.lin):
        page = signed_in(person).get(url).text
        assert "Serious word of mouth stops the screening" in page
        assert f"/suppliers/{supplier.id}#note-{note.id}" in page
        answer = signed_in(person).post(f"{url}/pass", data={"rev": run.rev, "reason": "All the same"})
        assert answer.status_code == 422
    moved = signed_in(cast.mei).post(f"/steps/board/{supplier.id}", data={"at": "screening", "to": "contact"})
    assert "serious word of mouth waits for an answer" in moved.text
    assert not Passage.select().exists()


def test_an_answer_names_who_and_when_and_opens_it_again(signed_in, cast, supplier, note):
    run = answered(make_step("screening", supplier), cast.mei)
    mei = signed_in(cast.mei)
    answer = mei.post(f"/reputation/{note.id}/answer", data={"version": note.version, "answer": "Another firm"})
    assert answer.headers["Location"] == f"/suppliers/{supplier.id}#reputation"
    page = signed_in(cast.guo).get(f"/suppliers/{supplier.id}").text
    assert "Another firm" in page and cast.mei.name in page
    assert "answered with a reason: Fraud" in page
    assert AuditEvent.select().where(AuditEvent.verb == "reputation_note.answer").count() == 1
    assert mei.post(f"/steps/screening/{supplier.id}/pass", data={"rev": run.rev}).status_code == 303


def test_an_answer_is_taken_back_by_an_empty_one(signed_in, cast, supplier, note):
    mei, url = signed_in(cast.mei), f"/reputation/{note.id}/answer"
    mei.post(url, data={"version": note.version, "answer": "Another firm"})
    kept = ReputationNote.get_by_id(note.id)
    mei.post(url, data={"version": kept.version, "answer": " "})
    kept = ReputationNote.get_by_id(note.id)
    assert (kept.answer, kept.answered_by_id, kept.answered_at) == ("", None, None)
    assert signed_in(cast.guo).post(url, data={"answer": "x"}).status_code == 403


def test_a_late_answer_stays_in_its_field_beside_the_colleagues_and_the_next_press_saves_it(
    signed_in, cast, supplier, note
):
    mei, url = signed_in(cast.mei), f"/reputation/{note.id}/answer"
    mei.post(url, data={"version": note.version, "answer": "Another firm"})
    late = mei.post(url, data={"version": note.version, "answer": "Paid back in May"})
    kept = ReputationNote.get_by_id(note.id)
    assert late.status_code == 409 and kept.answer == "Another firm"
    assert field(late.text) == "Paid back in May" and "<bdi>Another firm</bdi>" in late.text
    assert f'name="version" type="hidden" value="{kept.version}"' in late.text
    mei.post(url, data={"version": kept.version, "answer": "Paid back in May"})
    assert ReputationNote.get_by_id(note.id).answer == "Paid back in May"


@pytest.mark.parametrize("answer", ["x" * 501, ".", "ok", "？！…… ", "好"])
def test_an_answer_that_says_nothing_or_too_much_stays_in_its_field(signed_in, cast, note, answer):
    refused = signed_in(cast.mei).post(f"/reputation/{note.id}/answer", data={"version": 1, "answer": answer})
    assert refused.status_code == 422 and field(refused.text) == answer.strip()
    assert "Paid, never delivered" in refused.text
    assert ReputationNote.get_by_id(note.id).answer == ""


def test_two_chinese_characters_can_say_why(signed_in, cast, note):
    signed_in(cast.mei).post(f"/reputation/{note.id}/answer", data={"version": 1, "answer": "结清"})
    assert ReputationNote.get_by_id(note.id).answer == "结清"


CHANGES = [
    {"text": "Convicted of fraud"},
    {"tone": "mixed"},
    {"matter": "sanction"},
    {"matter": ""},
    {"source": "A judge"},
    {"source_kind": "court"},
]


@pytest.mark.parametrize("changed", CHANGES)
def test_an_answer_falls_when_what_was_said_changes(signed_in, cast, supplier, note, changed):
    note.settle("Another firm", 1, stamp(cast.mei))
    assert signed_in(cast.lin).post(f"/reputation/{note.id}", data=sent(note) | changed).status_code == 303
    kept = ReputationNote.get_by_id(note.id)
    assert (kept.answer, kept.answered_by_id, kept.answered_at) == ("", None, None)
    taken_back = AuditEvent.select().where(AuditEvent.verb == "reputation_note.answer").order_by(AuditEvent.id)[-1]
    assert (json.loads(taken_back.before), json.loads(taken_back.after)) == ({"answer": "Another firm"}, {"answer": ""})
    assert taken_back.user_id == cast.lin.id


def test_an_answer_stays_when_only_day_and_address_are_corrected(signed_in, cast, note):
    note.settle("Another firm", 1, stamp(cast.mei))
    about = sent(note) | {"url": "https://example.com/moved", "on": "2026-01-05"}
    assert signed_in(cast.lin).post(f"/reputation/{note.id}", data=about).status_code == 303
    assert ReputationNote.get_by_id(note.id).answer == "Another firm"


def test_a_change_that_comes_too_late_takes_no_answer_back(signed_in, cast, note):
    note.settle("Another firm", 1, stamp(cast.mei))
    late = sent(note) | {"text": "Convicted", "version": 1}
    assert signed_in(cast.lin).post(f"/reputation/{note.id}", data=late).status_code == 409
    assert ReputationNote.get_by_id(note.id).answer == "Another firm"


def test_what_is_not_serious_cannot_be_answered_beforehand(signed_in, cast, supplier):
    harmless = make_note(supplier)
    refused = signed_in(cast.mei).post(f"/reputation/{harmless.id}/answer", data={"version": 1, "answer": "No matter"})
    assert refused.status_code == 422 and field(refused.text) == "No matter"
    assert "not marked as serious" in refused.text
    assert ReputationNote.get_by_id(harmless.id).answer == ""


def test_a_note_of_a_deleted_supplier_is_not_on_file(signed_in, cast, supplier, note):
    Supplier.update(deleted_at=NOW).where(Supplier.id == supplier.id).execute()
    mei = signed_in(cast.mei)
    assert mei.post(f"/reputation/{note.id}/answer", data={"version": 1, "answer": "Another firm"}).status_code == 404
    assert mei.get(f"/reputation/{note.id}/edit").status_code == 404
    assert ReputationNote.get_by_id(note.id).answer == ""


def test_more_bad_than_good_does_not_meet_the_line_of_the_list(signed_in, cast, supplier):
    run = make_step("screening", supplier)
    for kind in ("peer", "forum"):
        make_note(supplier, source_kind=kind, tone="bad")
    page = signed_in(cast.mei).get(f"/runs/{run.id}/items/P05").text
    assert "2 channels, 2 notes, 2 negative" in page
    assert "Nearly meets it" in page
    assert "; More bad (2) than good (0)." in signed_in(cast.mei).get(f"/suppliers/{supplier.id}").text


def test_an_answer_that_changes_nothing_is_no_event_and_that_is_said(signed_in, cast, supplier, note):
    mei = signed_in(cast.mei)
    address = f"/reputation/{note.id}/answer"
    mei.post(address, data={"answer": "", "version": note.version})
    assert "Nothing changed." in mei.get(f"/suppliers/{supplier.id}").text
    mei.post(address, data={"answer": "The court dropped it", "version": note.version})
    mei.post(address, data={"answer": "The court dropped it", "version": note.version + 1})
    assert AuditEvent.select().where(AuditEvent.verb == "reputation_note.answer").count() == 1
