"""Codes of digital samples are tested, told apart and followed, and never kept."""

from __future__ import annotations

import json
import logging
import re
from datetime import timedelta

import pytest

from portal.codes.models import CodeCheck, SampleCode
from portal.core.models.audit import AuditEvent
from portal.core.models.record import rows
from portal.tables import MODELS
from tests.cast import TODAY
from tests.codes.desk import PLAIN, SECRET, check, paste, url
from tests.codes.makers import batch_of, invented, make_check, make_codes
from tests.products.makers import make_product
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


def everything() -> str:
    """All that stands in the database, as text."""
    found = [str(row) for model in MODELS for row in rows(model.select())]
    return "\n".join(found)


def test_of_a_code_the_last_four_and_a_fingerprint_are_kept_with_result_day_and_person(mei, cast, sample):
    answer = paste(mei, sample, f"{SECRET}\n\nABCD-0000-1111", result="dead", note="Red screen")
    assert answer.status_code == 303
    one, other = SampleCode.select().order_by(SampleCode.id)
    assert (one.last_four, one.result, one.tested_on, one.by, one.note) == (
        "W8RD",
        "dead",
        TODAY,
        cast.mei,
        "Red screen",
    )
    assert other.last_four == "1111"
    page = mei.get(url(sample)).text
    assert "W8RD" in page and "Dead" in page and "2 codes added." in page


def test_the_code_itself_is_nowhere_in_the_database_the_trail_the_log_or_a_page(mei, sample, caplog, capsys):
    caplog.set_level(logging.DEBUG)
    logging.getLogger("portal").addHandler(caplog.handler)
    try:
        pages = [
            paste(mei, sample, SECRET),
            paste(mei, sample, SECRET),
            paste(mei, sample, f"{SECRET}\nshort"),
            paste(mei, sample, f"{SECRET}\nshort", ask=mei.htmx),
            paste(mei, sample, SECRET, tested_on="never"),
            paste(mei, sample, SECRET, note=f"see {SECRET}"),
            paste(mei, sample, SECRET, result="no such"),
            mei.post(url(sample), data={"codes": SECRET}, headers={"X-CSRFToken": "wrong"}),
            mei.get(url(sample)),
            mei.get(f"/samples/{sample.id}"),
        ]
    finally:
        logging.getLogger("portal").removeHandler(caplog.handler)
    assert [one.status_code for one in pages] == [303, 303, 422, 422, 422, 422, 422, 400, 200, 200]
    said = (
        everything()
        + caplog.text
        + "".join(capsys.readouterr())
        + "".join(one.text + str(one.headers) for one in pages)
    )
    for code in (SECRET, PLAIN, PLAIN[:12], PLAIN[4:], PLAIN.lower()):
        assert code not in said
    assert "W8RD" in said


@pytest.mark.parametrize(
    "note",
    [
        "QWPLMNBVCXZK bad",
        "code 7788 4455 9911 3366",
        "７７８８－４４５５",
        "QX7Z\u200b93KM",
        "zztop qwerty, dead",
        "it was (zztop-qwerty).",
        "坏的是zztopqwerty，不能用",
        "a hidden word",
    ],
)
def test_a_note_that_may_be_a_code_or_says_one_that_is_pasted_or_on_file_is_refused(mei, sample, note):
    paste(mei, sample, "HIDDENWORD")
    for answer in (paste(mei, sample, "ZZTOPQWERTY", note=note), check_note(mei, sample, note)):
        if answer is not None:
            assert answer.status_code == 422 and "A code stands in the note." in answer.text
            assert note not in answer.text
    assert [one.note for one in SampleCode.select()] == [""] and not CodeCheck.select().exists()


def check_note(browser, sample, note):
    """The same note with a re-check, for codes that were tested a week ago."""
    SampleCode.update(tested_on=TODAY - timedelta(days=8)).execute()
    if "zztop" in note:  # not on file
        return None
    return check(browser, sample, asked=1, alive=1, note=note)


@pytest.mark.parametrize("note", ["replaced", "Delivered late", "NOT OK", "2026-11-20 补发", "卖家说三天内补发 2 个"])
def test_a_note_of_ordinary_words_is_kept(mei, sample, note):
    assert paste(mei, sample, SECRET, note=note, tested_on=str(TODAY - timedelta(days=8))).status_code == 303
    assert check(mei, sample, asked=1, alive=1, note=note).status_code == 303
    assert SampleCode.get().note == CodeCheck.get().note == note


def test_after_an_error_the_lines_are_named_and_nothing_is_recorded(mei, sample):
    answer = paste(mei, sample, f"{SECRET}\n\nAB-12\n{'x' * 201}", note="Red screen")
    assert answer.status_code == 422
    assert "the last four would give away too much: line 3." in answer.text
    assert "More than 200 characters: line 4." in answer.text
    assert "The codes are not shown again: paste them once more." in answer.text and "Red screen" in answer.text
    assert not SampleCode.select().exists()


def test_with_htmx_only_the_box_of_faults_comes_back_so_the_browser_keeps_its_text(mei, sample):
    answer = paste(mei, sample, "AB-12", ask=mei.htmx)
    assert answer.status_code == 422 and "line 1" in answer.text
    assert "<textarea" not in answer.text and "<html" not in answer.text
    form = mei.get(url(sample)).text
    assert re.search(r'<form[^>]*hx-target="#codes-fault"', form) and 'id="codes-fault"' in form


def test_more_than_five_hundred_at_a_time_are_refused(mei, sample):
    assert paste(mei, sample, invented(500)).status_code == 303
    answer = paste(mei, sample, invented(501, 1000))
    assert answer.status_code == 422 and "At most 500 codes at a time." in answer.text
    assert SampleCode.select().count() == 500


def test_an_empty_paste_is_refused(mei, sample):
    assert paste(mei, sample, " \n - \n").status_code == 422
    assert not SampleCode.select().exists()


def test_a_double_submit_records_once(mei, sample):
    key = re.search(r'name="key"[^>]*value="([^"]+)"', mei.get(url(sample)).text)[1]
    first, second = (paste(mei, sample, SECRET, key=key) for _time in range(2))
    assert first.location == second.location
    assert SampleCode.select().count() == 1


def test_a_code_that_was_not_tested_has_no_day_and_is_no_evidence(mei, sample):
    paste(mei, sample, SECRET, result="untested")
    assert SampleCode.get().tested_on is None
    assert "None tested: nothing is known." in mei.get(url(sample)).text


def test_the_sentence_says_what_a_small_number_proves_on_page_and_paper(mei, sample):
    paste(mei, sample, invented(10))
    said = "0 bad of 10 tested: of the whole lot up to 26% could still be bad. Test more to know better."
    for path in (url(sample), f"/samples/{sample.id}", f"/samples/{sample.id}/print"):
        assert said in mei.get(path).text


def test_the_result_of_ticked_codes_can_be_set_and_keeps_the_day_of_the_first_test(mei, sample):
    early = str(TODAY - timedelta(days=3))
    paste(mei, sample, invented(2), tested_on=early), paste(mei, sample, invented(1, 10), result="untested")
    ticks = [f"{one.id}-{one.version}" for one in SampleCode.select()]
    mei.post(url(sample, more="/results"), data={"code": ticks, "result": "dead", "tested_on": str(TODAY)})
    assert {one.result for one in SampleCode.select()} == {"dead"}
    assert [one.tested_on for one in SampleCode.select().order_by(SampleCode.id)] == [TODAY - timedelta(days=3)] * 2 + [
        TODAY
    ]
    assert trail_tells("batch.code_result")


def test_a_code_a_colleague_has_changed_meanwhile_is_not_overwritten(mei, sample):
    paste(mei, sample, SECRET)
    tick = f"{SampleCode.get().id}-1"
    data = {"code": tick, "result": "dead", "tested_on": str(TODAY)}
    assert mei.post(url(sample, more="/results"), data=data).status_code == 303
    answer = mei.post(url(sample, more="/results"), data=data | {"result": "used"})
    assert answer.status_code == 409 and SampleCode.get().result == "dead"


def test_codes_of_another_batch_are_left_alone(mei, sample):
    paste(mei, sample, SECRET, place=1)
    data = {"code": f"{SampleCode.get().id}-1", "result": "dead", "tested_on": str(TODAY)}
    assert mei.post(url(sample, more="/results"), data=data).status_code == 409
    assert SampleCode.get().result == "works"


def test_without_a_tick_nothing_happens(mei, sample):
    paste(mei, sample, SECRET)
    for more in ("/results", "/take-out"):
        answer = mei.post(url(sample, more=more), data={"result": "dead", "tested_on": str(TODAY)})
        assert answer.status_code == 422 and "Tick the codes first." in answer.text


def test_codes_can_be_taken_out_and_brought_back(mei, sample):
    paste(mei, sample, invented(3))
    first = SampleCode.select().order_by(SampleCode.id).first()
    mei.post(url(sample, more="/take-out"), data={"code": f"{first.id}-1"})
    page = mei.get(url(sample)).text
    assert "2 of 2 tested" in page
    mei.post(re.search(r"/undo/[\w-]+", page)[0])
    assert "3 of 3 tested" in mei.get(url(sample)).text
    assert trail_tells("batch.codes_remove", "batch.codes_restore")


def test_the_trail_tells_how_many_codes_and_never_which(mei, cast, signed_in, sample):
    paste(mei, sample, invented(3), result="dead")
    event = AuditEvent.get(AuditEvent.verb == "batch.codes")
    assert json.loads(event.after)["codes"] == 3 and "NTED" not in event.after
    assert "added tested codes of a batch" in signed_in(cast.lin).get("/audit?kind=batch").text


def test_physical_goods_have_no_codes(mei, sample):
    other = make_sample(make_supplier("South Star"), make_product("Mug"))
    assert mei.get(url(other)).location == f"/samples/{other.id}"
    assert paste(mei, other, SECRET).status_code == 404
    assert 'id="codes"' not in mei.get(f"/samples/{other.id}").text


def test_a_viewer_reads_and_does_not_write(signed_in, cast, old):
    guo = signed_in(cast.guo)
    page = guo.get(url(old)).text
    assert "NTED" in page and 'id="paste"' not in page and "Add the check" not in page
    assert paste(guo, old, SECRET).status_code == 403


def test_the_pages_cost_the_same_with_many_codes(mei, sample, statements):
    def cost():
        found = []
        for path in (url(sample), f"/samples/{sample.id}", "/"):
            with statements() as seen:
                assert mei.get(path).status_code == 200
            found.append(len(seen))
        return found

    make_codes(batch_of(sample), invented(1), on=TODAY - timedelta(days=2))
    few = cost()
    for place in (0, 1):
        make_codes(batch_of(sample, place), invented(150), on=TODAY - timedelta(days=2))
        make_check(batch_of(sample, place), 1, 10, 9)
    assert cost() == few
    assert max(few) <= 19


def test_a_long_list_is_turned_page_by_page(mei, sample):
    make_codes(batch_of(sample), invented(150))
    first, second = (mei.get(url(sample) + f"?page={number}").text for number in (1, 2))
    assert (first.count('name="code"'), second.count('name="code"')) == (100, 50)


def test_a_chinese_buyer_reads_it_in_plain_words(signed_in, cast, sample):
    make_codes(batch_of(sample), invented(10))
    page = signed_in(cast.mei, "zh").get(url(sample)).text
    assert "测了 10 个，坏 0 个：测得还少，整批里坏的仍可能多达 26%；多测一些，才能说得更准。" in page
    assert "可用" in page and "该复查" not in page


def test_the_tester_is_led_from_the_criteria_of_codes_to_the_codes(mei, sample):
    page = mei.get(f"/samples/{sample.id}/test").text
    assert page.count(url(sample)) == 3


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (str(TODAY + timedelta(days=1)), "This day is still to come."),
        ("0001-01-01", "Enter a date from 1990-01-01 to 2100-12-31."),
        ("9999-12-31", "Enter a date from 1990-01-01 to 2100-12-31."),
    ],
)
def test_nothing_is_tested_on_a_day_still_to_come_or_out_of_every_calendar(mei, sample, typed, said):
    assert paste(mei, sample, SECRET).status_code == 303
    data = {"code": f"{SampleCode.get().id}-1", "result": "dead", "tested_on": typed}
    judged = mei.post(url(sample, more="/results"), data=data)
    for answer in (paste(mei, sample, invented(1), tested_on=typed), judged):
        assert answer.status_code == 422
        assert said in answer.text and f'value="{typed}"' in answer.text
    assert SampleCode.get().tested_on == TODAY
