"""Serious word of mouth: it stops the screening until somebody answers it with a reason."""

from __future__ import annotations

import pytest

from portal.core.models.audit import AuditEvent
from portal.path.models.passages import Passage
from portal.suppliers.models.suppliers import ReputationNote
from tests.cast import TODAY
from tests.path.makers import answered, make_step
from tests.products.makers import make_business
from tests.suppliers.makers import make_category, make_note, make_supplier

pytestmark = pytest.mark.usefixtures("noon")


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


def test_an_answer_is_taken_back_by_an_empty_one_and_never_over_a_colleagues(signed_in, cast, supplier, note):
    mei, url = signed_in(cast.mei), f"/reputation/{note.id}/answer"
    mei.post(url, data={"version": note.version, "answer": "Another firm"})
    page = mei.post(url, data={"version": note.version, "answer": "Late"}, follow_redirects=True).text
    assert "a colleague changed this note meanwhile" in page
    kept = ReputationNote.get_by_id(note.id)
    assert kept.answer == "Another firm"
    mei.post(url, data={"version": kept.version, "answer": " "})
    kept = ReputationNote.get_by_id(note.id)
    assert (kept.answer, kept.answered_by_id, kept.answered_at) == ("", None, None)
    assert signed_in(cast.guo).post(url, data={"answer": "x"}).status_code == 403


def test_more_bad_than_good_does_not_meet_the_line_of_the_list(signed_in, cast, supplier):
    run = make_step("screening", supplier)
    for kind in ("peer", "forum"):
        make_note(supplier, source_kind=kind, tone="bad")
    page = signed_in(cast.mei).get(f"/runs/{run.id}/items/P05").text
    assert "2 channels, 2 notes, 2 negative" in page
    assert "Nearly meets it" in page
    assert "More bad (2) than good (0)." in signed_in(cast.mei).get(f"/suppliers/{supplier.id}").text
