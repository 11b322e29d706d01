"""A list says no more than the records: answers they contradict are marked, counted, and want a reason."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.checklists.models.answers import Answer
from portal.checklists.models.runs import Run
from portal.path.models.passages import Passage
from portal.path.pages import record_checks
from tests.cast import NOW
from tests.checklists.makers import give
from tests.path.makers import answered, make_step
from tests.products.makers import make_business
from tests.suppliers.makers import make_category, make_note, make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def toys(cast):
    make_business()
    return make_category("Toys")


@pytest.fixture
def supplier(toys, cast):
    return make_supplier("Harbour", categories=[toys], owner=cast.mei.id)


@pytest.fixture
def run(cast, supplier):
    """P11 was answered by hand, before anybody knew that the category is banned."""
    run = answered(make_step("screening", supplier), cast.mei, but=("P11",))
    give(run, "P11", "yes", cast.mei)
    return run


@pytest.fixture
def ban(toys):
    def ban_toys(banned=True):
        type(toys).update(banned=banned, banned_reason="By law").where(type(toys).id == toys.id).execute()

    return ban_toys


@pytest.fixture
def hold(app):
    """The round behind the pages that holds lists against the records."""

    def hold_lists(at=NOW):
        with app.app_context():
            return record_checks.check_lists(at)

    return hold_lists


def page_of(browser, supplier, **more):
    return browser.get(f"/steps/screening/{supplier.id}", query_string=more).text


def said(run, browser, note, revision=1):
    data = {"seen": f"P11.{revision}", "value": "yes", "note": note}
    return browser.post(f"/runs/{run.id}/items/P11", data=data)


def test_the_line_says_both_with_the_way_to_the_rows_and_asks_why(signed_in, cast, supplier, run, ban):
    assert "The records contradict it" not in page_of(signed_in(cast.guo), supplier)
    ban()
    page = page_of(signed_in(cast.mei), supplier)
    assert "The records now say No, the answer is Yes." in page
    assert f'href="/suppliers/{supplier.id}#facts"' in page
    assert "Say why it differs, or follow the records." in page
    assert "Why it differs from the data" in page
    assert "Say why it differs" not in page_of(signed_in(cast.guo), supplier)


def test_a_contradicted_must_have_stands_in_the_way_and_the_list_is_not_whole(signed_in, cast, supplier, run, toys):
    """A paper in date that ends: the licence was answered for, the papers say otherwise."""
    digital = make_supplier("Digital", goods="digital")
    list_ = answered(make_step("screening", digital), cast.mei, but=("P10",))
    give(list_, "P10", [1], cast.mei)
    lapsed(digital)
    page = page_of(signed_in(cast.mei), digital)
    assert "The records contradict 1 must-have" in page
    assert "the records contradict 1 answer" in page
    assert "1 answer says otherwise than the records, without a reason:" in page
    assert "1 answer against the records" in page
    sent = {"rev": Run.get_by_id(list_.id).rev, "reason": "Hurry"}
    assert signed_in(cast.mei).post(f"/steps/screening/{digital.id}/pass", data=sent).status_code == 422
    assert not Passage.select().exists()
    only = page_of(signed_in(cast.mei), digital, show="against")
    assert 'id="P10"' in only and 'id="P06"' not in only


def test_nothing_found_is_contradicted_by_a_serious_note(signed_in, cast, supplier, hold):
    """It stands in the way at the list, before signing, on the bar and at home, and leads to the note."""
    list_ = answered(make_step("screening", supplier), cast.mei, but=("P06",))
    give(list_, "P06", "clean", cast.mei, note="Registers searched")
    mei = signed_in(cast.mei)
    assert "The records contradict it" not in page_of(mei, supplier)
    note = make_note(supplier, "Lost a case over faulty goods", matter="court", answer="Paid, first batch inspected")
    page = page_of(mei, supplier)
    assert "The records now say Minor record, understood, the answer is Nothing found." in page
    assert f'href="/suppliers/{supplier.id}#note-{note.id}"' in page
    assert "The records contradict 1 must-have" in page
    assert "1 answer says otherwise than the records, without a reason:" in page
    hold(NOW + timedelta(hours=2))
    assert "Screening checklist: 1 answer says otherwise than the records" in mei.get("/").text
    assert "although a serious note is on file: Court case" in mei.get(f"/suppliers/{supplier.id}").text
    seen = f"P06.{Answer.get(Answer.run == list_, Answer.code == 'P06').revision}"
    data = {"seen": seen, "value": "clean", "note": "The note is of a firm with the same name"}
    assert mei.post(f"/runs/{list_.id}/items/P06", data=data).status_code == 303
    assert "The records now say" not in page_of(mei, supplier)
    type(note).update(answer="").where(type(note).id == note.id).execute()
    assert "The records now say Serious record, the answer is Nothing found." in page_of(mei, supplier)


def lapsed(supplier):
    from tests.cast import TODAY
    from tests.suppliers.makers import make_document

    for kind in ("authorisation", "source_evidence"):
        make_document(supplier, kind, expires_on=TODAY - timedelta(days=1))


def test_a_reason_settles_it_until_the_records_say_something_else(signed_in, cast, supplier, run, ban):
    ban()
    mei = signed_in(cast.mei)
    assert said(run, mei, "").status_code == 422
    assert said(run, mei, "The toys are another firm's").status_code == 303
    answer = Answer.get(Answer.run == run, Answer.code == "P11")
    assert (answer.given["source"], answer.given["value"]) == ("override", "yes")
    assert "The records contradict it" not in page_of(mei, supplier)


def test_a_reason_why_it_does_not_apply_holds_until_the_records_say_something_else(signed_in, cast, toys):
    digital = make_supplier("Digital", goods="digital")
    list_ = answered(make_step("screening", digital), cast.mei, but=("P10",))
    mei, url, why = signed_in(cast.mei), f"/runs/{list_.id}/items/P10", {"value": "na", "note": "They sell services"}
    assert mei.post(url, data={"seen": "P10.0"} | why).status_code == 303
    assert "The records contradict it" not in page_of(mei, digital)
    lapsed(digital)
    assert "The records contradict it" in page_of(mei, digital)
    assert mei.post(url, data={"seen": "P10.1"} | why).status_code == 303
    assert "The records contradict it" not in page_of(mei, digital)


def test_a_list_that_cannot_be_looked_at_keeps_no_other_from_it(cast, supplier, run, ban, hold, monkeypatch, caplog):
    other = answered(make_step("contact", supplier), cast.mei)
    ban()

    def faulty(checked, *rest):
        if checked.id == other.id:
            raise LookupError("no such version")
        return check_list(checked, *rest)

    check_list = record_checks.check_list
    monkeypatch.setattr(record_checks, "check_list", faulty)
    assert hold() == 1
    assert Run.get_by_id(run.id).against == 1
    logged = next(record for record in caplog.records if record.msg == "list not held against the records")
    assert logged.about == {"run": other.id, "error": "LookupError('no such version')"}
    assert Run.get_by_id(other.id).checked_at == NOW  # its turn comes again, behind those that wait longer


def test_the_answer_can_follow_the_records(signed_in, cast, supplier, run, ban):
    ban()
    mei = signed_in(cast.mei)
    assert "Follow the data again" in page_of(mei, supplier)
    mei.post(f"/runs/{run.id}/items/P11", data={"seen": "P11.1", "act": "put_back"})
    page = page_of(mei, supplier)
    assert "The records contradict it" not in page
    assert "This ends the path" in page


def test_nobody_signs_a_list_that_the_records_contradict(signed_in, cast, supplier, run, ban):
    ban()
    page = page_of(signed_in(cast.mei), supplier)
    assert "Before anybody can sign:" in page
    answer = signed_in(cast.mei).post(f"/runs/{run.id}/sign", data={"rev": Run.get_by_id(run.id).rev})
    assert answer.status_code == 422
    assert Run.get_by_id(run.id).frozen is None


def signed(run, signed_in, *people):
    for person in people:
        rev = Run.get_by_id(run.id).rev
        assert signed_in(person).post(f"/runs/{run.id}/sign", data={"rev": rev}).status_code == 303


def test_a_signed_list_keeps_its_answer_and_shows_what_changed_since(signed_in, cast, supplier, run, ban):
    signed(run, signed_in, cast.mei, cast.lin)
    assert "the records say something else today" not in page_of(signed_in(cast.guo), supplier)
    ban()
    page = page_of(signed_in(cast.guo), supplier)
    assert "It stays as it was signed; to 1 item the records say something else today" in page
    assert "1 item differs from the records today" in page
    assert "Signed: Yes. The records now say: No." in page
    assert "The records contradict it" not in page
    assert "the records say something else today" in signed_in(cast.guo).get(f"/runs/{run.id}/report").text


def test_home_names_the_list_once_it_was_held_against_the_records(signed_in, cast, supplier, run, ban, hold):
    ban()
    assert hold() == 1
    page = signed_in(cast.mei).get("/").text
    assert "Harbour, Screening checklist: 1 answer says otherwise than the records" in page
    link = signed_in(cast.mei).get(f"/runs/{run.id}/against")
    assert link.headers["Location"] == f"/steps/screening/{supplier.id}?show=against"
    assert "1 answer against the records" in signed_in(cast.guo).get(f"/suppliers/{supplier.id}").text
    said(run, signed_in(cast.mei), "The toys are another firm's")
    hold()
    assert "says otherwise than the records" not in signed_in(cast.mei).get("/").text


def test_a_list_is_held_against_the_records_when_it_was_touched_else_every_hour(cast, supplier, run, hold):
    assert hold() == 1
    assert hold(NOW + timedelta(minutes=59)) == 0
    give(run, "P04", "maker", cast.mei)
    assert hold(NOW + timedelta(minutes=59)) == 1
    assert hold(NOW + timedelta(hours=3)) == 1


def test_the_day_it_was_first_noticed_stays(cast, supplier, run, ban, hold):
    ban()
    hold()
    first = Run.get_by_id(run.id).against_on
    hold(NOW + timedelta(hours=30))
    assert (Run.get_by_id(run.id).against, Run.get_by_id(run.id).against_on) == (1, first)
    ban(banned=False)
    hold(NOW + timedelta(hours=60))
    assert (Run.get_by_id(run.id).against, Run.get_by_id(run.id).against_on) == (0, None)
