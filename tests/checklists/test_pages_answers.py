"""Answering an item: by htmx and without script, beside colleagues, beside the records."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine

from portal.actions.models import Action
from portal.checklists.models.answers import Answer
from portal.checklists.models.runs import Run
from tests.browser_client import PACKED, without_tokens
from tests.cast import NOW
from tests.checklists.answering import answer, stored, url
from tests.checklists.makers import give, make_run
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


@pytest.mark.parametrize(
    ("code", "typed", "kept"),
    [
        ("X01", "yes", "yes"),
        ("X02", "no", "no"),
        ("X03", "good", "good"),
        ("X04", ["poor", "good"], ["good", "poor"]),
        ("X05", "１２", "12"),
        ("X06", "¥1,200.50", "1200.5"),
        ("X07", "95%", "0.95"),
        ("X08", "2026-11-01", "2026-11-01"),
        ("X09", "两行\r\n字", "两行\n字"),
        ("X11", "4", 4),
    ],
)
def test_every_kind_of_item_keeps_its_answer(signed_in, cast, sampler, code, typed, kept):
    assert answer(signed_in(cast.mei), sampler, code, typed).status_code == 200
    assert stored(sampler, code).given["value"] == kept


@pytest.mark.parametrize(
    ("code", "typed"),
    [
        ("X01", "maybe"),
        ("X03", "none"),
        ("X05", "abc"),
        ("X05", "9" * 400),
        ("X06", "-1"),
        ("X07", "101"),
        ("X08", "2026-13-01"),
        ("X09", "a\x00b"),
        ("X09", "x" * 4001),
        ("X10", "0x1"),
        ("X11", "6"),
    ],
)
def test_what_cannot_be_kept_is_said_where_it_is_wrong(signed_in, cast, sampler, code, typed):
    page = answer(signed_in(cast.mei), sampler, code, typed)
    assert page.status_code == 422
    assert 'class="err' in page.text
    assert stored(sampler, code) is None


def test_not_applicable_leaves_the_count(signed_in, cast, sampler):
    browser = signed_in(cast.mei)
    answer(browser, sampler, "X02", "na")
    assert stored(sampler, "X02").state == "na"
    assert "0 of 11 answered" in browser.get("/stages/startup").text


def test_an_item_with_a_condition_is_put_aside_with_a_reason(signed_in, cast, sampler):
    browser = signed_in(cast.mei)
    assert answer(browser, sampler, "X12", "na").status_code == 422
    assert stored(sampler, "X12") is None
    assert answer(browser, sampler, "X12", "na", note="We share no profit").status_code == 200
    assert (stored(sampler, "X12").state, stored(sampler, "X12").note) == ("na", "We share no profit")


def test_without_script_an_answer_leads_back_to_its_place(signed_in, cast, sampler):
    page = signed_in(cast.mei).post(url(sampler, "X01"), data={"seen": "X01.0", "value": "yes"})
    assert (page.status_code, page.headers["Location"]) == (303, "/stages/startup#X01")


def test_without_script_a_refused_answer_is_a_page_with_what_was_typed(signed_in, cast, sampler):
    page = signed_in(cast.mei).post(url(sampler, "X05"), data={"seen": "X05.0", "value": "abc", "note": "Hm"})
    assert page.status_code == 422
    assert 'value="abc"' in page.text
    assert "Hm</textarea>" in page.text


def test_the_second_of_two_people_keeps_their_text_and_sees_the_first(signed_in, cast, sampler):
    answer(signed_in(cast.lin), sampler, "X09", "From Lin", note="Seen today")
    page = answer(signed_in(cast.mei), sampler, "X09", "From Mei")
    assert page.status_code == 409
    for words in ("From Mei</textarea>", "Saved: From Lin", "Seen today", "林悦", "11-24 12:00"):
        assert words in page.text
    assert 'name="seen" value="X09.0"' in page.text
    assert stored(sampler, "X09").given["value"] == "From Lin"


def test_a_conflict_without_script_is_a_page(signed_in, cast, sampler):
    answer(signed_in(cast.lin), sampler, "X09", "From Lin")
    page = signed_in(cast.mei).post(url(sampler, "X09"), data={"seen": "X09.0", "value": "From Mei"})
    assert page.status_code == 409
    assert "From Mei</textarea>" in page.text
    assert "Saved: From Lin" in page.text


def test_whoever_read_the_colleagues_answer_may_save_their_own(signed_in, cast, sampler):
    answer(signed_in(cast.lin), sampler, "X09", "From Lin")
    assert answer(signed_in(cast.mei), sampler, "X09", "From Mei", over="X09.1").status_code == 200
    assert stored(sampler, "X09").before["value"] == "From Lin"


def test_both_answers_can_be_put_together_and_read_over(signed_in, cast, sampler):
    answer(signed_in(cast.lin), sampler, "X09", "From Lin")
    page = answer(signed_in(cast.mei), sampler, "X09", "From Mei", act="merge")
    assert "From Lin\nFrom Mei</textarea>" in page.text
    assert 'name="seen" value="X09.1"' in page.text
    assert stored(sampler, "X09").revision == 1


def test_taking_over_shows_the_colleagues_answer_with_its_revision(signed_in, cast, sampler):
    answer(signed_in(cast.lin), sampler, "X09", "From Lin")
    form = signed_in(cast.mei).htmx(url(sampler, "X09"))
    assert "From Lin</textarea>" in form.text
    assert 'value="X09.1"' in form.text


def test_an_answer_can_be_undone_within_thirty_seconds(signed_in, cast, sampler):
    browser = signed_in(cast.mei)
    assert "/undo" in answer(browser, sampler, "X01", "yes").text
    browser.htmx(url(sampler, "X01", "/undo"), data={"seen": "X01.1"})
    assert stored(sampler, "X01").state == "unknown"
    assert trail_tells("item.answer", "item.undo")


def test_after_thirty_seconds_it_is_too_late(signed_in, cast, sampler):
    browser = signed_in(cast.mei)
    answer(browser, sampler, "X01", "yes")
    with time_machine.travel(NOW + timedelta(seconds=31), tick=False):
        assert browser.htmx(url(sampler, "X01", "/undo"), data={"seen": "X01.1"}).status_code == 410
        assert "/undo" not in browser.htmx(url(sampler, "X01")).text


def test_a_colleague_is_offered_no_undo(signed_in, cast, sampler):
    answer(signed_in(cast.lin), sampler, "X01", "yes")
    assert "/undo" not in signed_in(cast.mei).htmx(url(sampler, "X01")).text


def test_the_note_an_item_asks_for_is_asked_for(signed_in, cast, sampler):
    page = answer(signed_in(cast.mei), sampler, "X01", "no")
    assert "asked for" in page.text


def test_the_answer_of_the_page_is_the_fragment(signed_in, cast, sampler):
    browser = signed_in(cast.mei)
    fragment = answer(browser, sampler, "X03", "good").text.strip()
    page = browser.get("/stages/startup").text
    assert squeezed(fragment) in squeezed(page)


def squeezed(html):
    return "".join(without_tokens(html).split())


def test_one_answer_costs_nine_statements_and_the_session(signed_in, cast, bought, statements):
    browser = signed_in(cast.mei)
    browser.get("/stages/startup")
    browser.fetch_token()
    for code, value, about in (
        ("S09", "Training", {}),
        ("S08", "yes", {"note": "On my desk"}),
        ("S05", "", {"act": "confirm"}),
    ):
        with statements() as seen:
            assert answer(browser, bought, code, value, **about).status_code == 200
        assert len(seen) <= 9 + 1, "\n".join(s[:90] for s in seen)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("stage", ["startup", "growth", "mature"])
def test_the_fragment_of_an_answer_weighs_a_kilobyte(signed_in, cast, language, stage):
    make_quote(make_supplier(status="active"), make_product("Charger"))
    browser, run = signed_in(cast.mei, language), make_run(stage)
    for item in Run.get_by_id(run.id).template_version.content["items"]:
        value = {"yes_no": "yes", "choice": (item.get("options") or [{}])[0].get("key"), "text": "Text"}.get(
            item["type"], "1"
        )
        data = {"seen": f"{item['code']}.0", "value": value, "note": "Reason"}
        page = browser.htmx(url(run, item["code"]), data=data, headers=PACKED)
        assert page.status_code in (200, 422)
        assert len(page.data) <= 1024, item["code"]


def test_an_item_that_is_not_on_the_list_is_not_there(signed_in, cast, sampler):
    browser = signed_in(cast.mei)
    assert answer(browser, sampler, "Z99", "yes").status_code == 404
    assert browser.htmx("/runs/999999/items/X01", data={"value": "yes"}).status_code == 404
    assert not Answer.select().exists()


@pytest.mark.parametrize("seen", ["", "X01", "X01.", "X01.-1", "X01.99999999999999", "X02.0\x00", "１.１"])
def test_a_mark_that_makes_no_sense_is_a_conflict_not_an_error(signed_in, cast, sampler, seen):
    answer(signed_in(cast.lin), sampler, "X01", "yes")
    page = signed_in(cast.mei).htmx(url(sampler, "X01"), data={"seen": seen, "value": "no"})
    assert page.status_code in (409, 422)


def test_a_viewer_reads_and_does_not_answer(signed_in, cast, sampler):
    give(sampler, "X01", "yes", cast.lin)
    browser = signed_in(cast.guo)
    assert answer(browser, sampler, "X01", "no", seen=1).status_code == 403
    page = browser.get(url(sampler, "X01"))
    assert page.status_code == 200
    assert 'name="value"' not in page.text


def test_a_failed_item_that_asks_for_it_becomes_something_to_do_once(signed_in, cast):
    browser, run = signed_in(cast.mei), make_run()
    answer(browser, run, "S13", "no", note="One range is banned")
    answer(browser, run, "S13", "no", seen=1, note="Two ranges are banned")
    task = Action.get()
    assert (task.slot, task.owner_id) == ("S13", cast.mei.id)
    assert "S13" in browser.get(url(run, "S13")).text
    assert trail_tells("action.give")


def test_an_answer_that_is_lost_opens_no_task(signed_in, cast):
    run = make_run()
    give(run, "S13", "yes", cast.lin)
    answer(signed_in(cast.mei), run, "S13", "no")
    assert not Action.select().exists()


def test_nobody_waits_while_the_records_of_an_answer_are_read(signed_in, cast, bought, database):
    """What the records say is read before the transaction, in which everybody else who writes would wait."""
    browser, sent = signed_in(cast.mei), []
    database.query_hooks.append(lambda event: sent.append(event.sql))
    assert answer(browser, bought, "S08", "yes", note="On my desk").status_code == 200
    assert answer(browser, bought, "S05", "", act="confirm").status_code == 200
    database.query_hooks.pop()
    text = "\n".join(sent)
    within = re.compile(r"\nSAVEPOINT .*?RELEASE SAVEPOINT", re.DOTALL)
    records = re.compile(r'(?:FROM|JOIN) "(?:business|product|quote|sample|agreement|setting)"')
    assert records.search(within.sub("", text)) and len(within.findall(text)) == 2
    assert not any(records.search(part) for part in within.findall(text))
