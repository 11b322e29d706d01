"""Signing a run, reopening it, its report and the files kept with it."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from portal.checklists.models.answers import Answer
from portal.checklists.models.runs import Run
from portal.core.models.attachments import Attachment
from tests.cast import NOW
from tests.checklists.makers import give, make_sampler_run
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def run(cast):
    """A run whose must-haves are met."""
    run = make_sampler_run()
    for code in ("X01", "X12"):
        give(run, code, "yes", cast.mei)
    return run


def rev(run):
    return Run.get_by_id(run.id).rev


def sign(browser, run, **about):
    return browser.post(f"/runs/{run.id}/sign", data={"rev": rev(run)} | about)


def picture():
    data = io.BytesIO()
    Image.new("RGB", (8, 8)).save(data, "PNG")
    return io.BytesIO(data.getvalue()), "license 执照.png"


def test_two_people_sign_and_the_list_is_frozen(signed_in, cast, run):
    assert sign(signed_in(cast.lin), run).status_code == 303
    page = signed_in(cast.mei).get("/stages/startup").text
    assert "Waiting for signature" in page
    sign(signed_in(cast.mei), run)
    page = signed_in(cast.guo).get("/stages/startup").text
    assert "Signed and frozen on 2026-11-24 12:00" in page
    assert 'name="value"' not in page
    assert trail_tells("run.sign", "run.freeze")


def test_one_buyer_twice_is_one_signature(signed_in, cast, run):
    sign(signed_in(cast.mei), run)
    sign(signed_in(cast.mei), run)
    assert Run.get_by_id(run.id).signed_at is None


def test_only_an_admin_signs_alone_and_says_why(signed_in, cast, run):
    assert sign(signed_in(cast.mei), run, reason="Nobody is here").status_code == 422
    assert sign(signed_in(cast.lin), run, reason="Nobody is here").status_code == 303
    assert Run.get_by_id(run.id).signed_at == NOW
    assert "alone, because: Nobody is here" in signed_in(cast.guo).get("/stages/startup").text


def test_a_list_with_an_open_must_have_is_not_signed(signed_in, cast):
    run = make_sampler_run()
    page = sign(signed_in(cast.lin), run, reason="Alone")
    assert page.status_code == 422
    assert "Before anybody can sign" in page.text


def test_a_list_with_a_missing_note_is_not_signed(signed_in, cast, run):
    give(run, "X01", "no", cast.mei, seen=1)
    assert "note or file missing" in sign(signed_in(cast.lin), run, reason="Alone").text


def test_a_signature_under_something_else_is_refused(signed_in, cast, run):
    seen = rev(run)
    give(run, "X03", "poor", cast.mei)
    signed_in(cast.lin).post(f"/runs/{run.id}/sign", data={"rev": seen})
    assert Run.get_by_id(run.id).frozen is None


def test_an_answer_to_a_signed_list_is_refused_in_words(signed_in, cast, run):
    sign(signed_in(cast.lin), run, reason="Alone")
    page = signed_in(cast.mei).htmx(f"/runs/{run.id}/items/X03", data={"seen": "X03.0", "value": "good"})
    assert page.status_code == 409
    assert "This list is signed" in page.text


def test_an_admin_reopens_with_a_reason(signed_in, cast, run):
    sign(signed_in(cast.lin), run, reason="Alone")
    assert signed_in(cast.mei).post(f"/runs/{run.id}/reopen", data={"reason": "x"}).status_code == 403
    assert signed_in(cast.lin).post(f"/runs/{run.id}/reopen", data={"reason": ""}).status_code == 422
    assert signed_in(cast.lin).post(f"/runs/{run.id}/reopen", data={"reason": "A supplier left"}).status_code == 303
    assert Run.get_by_id(run.id).signed_at is None
    report = signed_in(cast.guo).get(f"/runs/{run.id}/report").text
    assert "A supplier left" in report


def test_the_next_round_shows_what_was_answered_last_time(signed_in, cast, run):
    sign(signed_in(cast.lin), run, reason="Alone")
    browser = signed_in(cast.mei)
    browser.post("/stages/startup/start")
    fresh = Run.select().order_by(Run.id.desc()).get()
    assert fresh.previous_id == run.id
    assert "Last time: Yes · <bdi>Mei Chen</bdi> 11-24 12:00" in browser.get("/stages/startup").text


def test_the_report_says_who_answered_what_and_when(signed_in, cast, run):
    give(run, "X09", "Words", cast.lin, note="From the meeting")
    report = signed_in(cast.guo).get(f"/runs/{run.id}/report").text
    for words in ("Words", "From the meeting", "林悦", "11-24 12:00", "version 99 of the list", "Filled in by"):
        assert words in report


def files(run, code, end=""):
    return f"/runs/{run.id}/items/{code}/files{end}"


def test_a_file_is_evidence_and_its_history_is_kept(signed_in, cast, run):
    browser = signed_in(cast.mei)
    assert browser.post(files(run, "X01"), data={"file": picture()}).status_code == 303
    page = browser.get(f"/runs/{run.id}/items/X01").text
    assert "license 执照.png" in page
    assert "added a file" in page
    assert "license 执照.png" in browser.get(f"/runs/{run.id}/report").text


def test_a_file_answers_the_item_that_asks_for_one(signed_in, cast, run):
    browser = signed_in(cast.mei)
    page = browser.htmx(files(run, "X10"), data={"file": picture()})
    assert page.status_code == 200
    assert 'hx-target="#f-X10"' in page.text
    answer = Answer.get(Answer.run == run, Answer.code == "X10")
    assert answer.given["value"] == [Attachment.get().id]


def test_a_file_taken_away_comes_back(signed_in, cast, run):
    browser = signed_in(cast.mei)
    browser.post(files(run, "X01"), data={"file": picture()})
    browser.post(files(run, "X10"), data={"file": picture()})
    key = Attachment.get(Attachment.slot == "X10").id
    page = browser.htmx(files(run, "X10", f"/{key}/remove"), data={})
    assert [file.slot for file in Attachment.select().where(Attachment.deleted_at.is_null())] == ["X01"]
    assert Answer.get(Answer.code == "X10").state == "unknown"
    undo = page.text.split('action="/undo/')[1].split('"')[0]
    browser.post(f"/undo/{undo}")
    assert Answer.get(Answer.code == "X10").given["value"] == [key]
    assert trail_tells("file.add", "file.remove", "file.restore")
    assert trail_tells("item.file", "item.remove_file", "item.restore_file")


@pytest.mark.parametrize("content", [None, b"", b"<svg/>", b"PK\x03\x04"])
def test_what_is_no_file_is_refused_in_words(signed_in, cast, run, content):
    data = {"none": "1"} if content is None else {"file": (io.BytesIO(content), "x.png")}
    page = signed_in(cast.mei).htmx(files(run, "X01"), data=data)
    assert page.status_code == 422
    assert 'class="err"' in page.text


def test_a_file_of_another_item_is_not_removed_here(signed_in, cast, run):
    browser = signed_in(cast.mei)
    browser.post(files(run, "X01"), data={"file": picture()})
    key = Attachment.get().id
    assert browser.htmx(files(run, "X09", f"/{key}/remove"), data={}).status_code == 404
    assert Attachment.get().deleted_at is None


def test_a_signed_list_takes_no_files(signed_in, cast, run):
    sign(signed_in(cast.lin), run, reason="Alone")
    assert signed_in(cast.mei).htmx(files(run, "X01"), data={"file": picture()}).status_code == 409
    assert not Attachment.select().exists()
