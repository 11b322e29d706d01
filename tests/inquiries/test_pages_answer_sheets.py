"""Answer sheets: locked questions go out; what comes back is looked at, chosen from, written once, and undone."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest

from portal.core.models.attachments import Attachment
from portal.inquiries.models.inquiries import Inquiry
from portal.sheets.upload import look, table
from tests.cast import NOW, stamp
from tests.inquiries.filled_sheets import blank, filled, part, rows_of, saved_as_ods, send, take, with_part
from tests.inquiries.makers import make_inquiry, replied
from tests.sheets.test_spreadsheets import HOSTILE
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")


def test_a_sheet_asks_in_either_language_one_row_a_question(mei, supplier):
    inquiry = make_inquiry(supplier, "moq", "defect_remedy", "quality_promise", "price_list")
    page = mei.get(f"/inquiries/{inquiry.id}").text
    assert f"/inquiries/{inquiry.id}/answer-sheets/blank-zh.xlsx" in page
    data = blank(mei, inquiry).data
    rows = table(data, look(data))
    assert rows[3][1][1:] == ["Question", "Unit or way", "Your answer", "Note, or why not"]
    assert rows[4][1] == ["moq", "1. What is the MOQ per spec?", "pieces"]
    chinese = blank(mei, inquiry, "zh").data
    assert table(chinese, look(chinese))[4][1] == ["moq", "1. 每个规格的起订量是多少？", "件"]
    assert mei.get(f"/inquiries/{inquiry.id}/answer-sheets/blank-fr.xlsx").status_code == 404


def test_only_answers_and_notes_can_be_typed_and_a_choice_is_a_list_in_words(mei, supplier):
    data = blank(mei, make_inquiry(supplier, "moq", "defect_remedy", "quality_promise")).data
    sheet, styles = part(data), part(data, "xl/styles.xml").split("<cellXfs")[1]
    formats = re.findall(r"<xf [^>]*/>|<xf [^>]*>.*?</xf>", styles)
    unlocked = {str(number) for number, text in enumerate(formats) if 'locked="0"' in text}
    open_cells = {place for place, style in re.findall(r'<c r="(\w+)" s="(\d+)"', sheet) if style in unlocked}
    assert '<sheetProtection sheet="1"' in sheet
    assert open_cells == {"D5", "E5", "D6", "E6", "D7", "E7"}
    assert re.findall(r'sqref="(\w+)"><formula1>([^<]+)', sheet) == [("D6", "$F$6:$I$6"), ("D7", "$F$7:$G$7")]
    assert table(data, look(data))[5][1][5:] == ["Replace or re-issue", "Refund", "Credit note", "Nothing"]
    assert re.search(r'<col min="1" max="1" [^>]*hidden="1"', sheet)
    assert re.search(r'<col min="6" max="9" [^>]*hidden="1"', sheet)


def test_it_says_who_asks_and_until_when_while_that_day_is_to_come(mei, cast, supplier):
    inquiry = make_inquiry(supplier, "moq", asked_by=cast.mei.id)
    data = blank(mei, inquiry).data
    assert "Asked by Mei Chen on 2026-11-23." in part(data)
    assert "Please answer by 2026-11-25." in part(data)
    old = make_inquiry(supplier, "moq", asked_at=NOW - timedelta(days=9))
    assert "Please answer by" not in part(blank(mei, old).data)


def test_nothing_that_was_noted_before_goes_out(mei, supplier):
    inquiry = make_inquiry(supplier, "moq", note="They sound weak", answers={"moq": {"dodged": True, "note": "Lies"}})
    assert not {"They sound weak", "Lies"} & set(re.findall(r">([^<>]+)</t>", part(blank(mei, inquiry).data)))


def test_what_comes_back_is_shown_with_each_outcome_and_nothing_is_written(mei, supplier):
    inquiry = make_inquiry(
        supplier,
        "moq",
        "warranty_days",
        "return_days",
        "fee_packing",
        answers=replied(warranty_days=180, return_days=7),
    )
    data = filled(mei, inquiry, moq="１，０００件", warranty_days="365", return_days="7天", fee_packing="about a penny")
    answer = send(mei, inquiry, data)
    assert answer.status_code == 303
    page = mei.get(answer.location).text
    assert rows_of(page) == {
        "moq": ("new", True),
        "warranty_days": ("replaces an answer", False),
        "-": ("unchanged", False),
    }
    assert "“about a penny” is no figure in CNY a piece" in page
    assert "180 days" in page
    assert "365 days" in page
    fresh = Inquiry.get_by_id(inquiry.id)
    assert (fresh.answers, fresh.version, fresh.first_reply_at) == (inquiry.answers, inquiry.version, None)


def test_a_refused_cell_is_named_by_its_letter_and_row(mei, supplier):
    inquiry = make_inquiry(supplier, "moq", "lead_time_days")
    page = mei.get(send(mei, inquiry, filled(mei, inquiry, lead_time_days="about a week")).location).text
    assert "D6: “about a week” is no figure in days" in page


def test_one_press_writes_what_is_ticked_and_only_that(mei, supplier):
    inquiry = make_inquiry(supplier, "moq", "warranty_days", "fee_invoice", answers=replied(warranty_days=180))
    data = filled(mei, inquiry, moq="1万", warranty_days="365", fee_invoice="6个点", notes={"moq": "Per colour"})
    place = send(mei, inquiry, data).location
    assert take(mei, inquiry, place, take=["moq", "fee_invoice"]).status_code == 303
    fresh = Inquiry.get_by_id(inquiry.id)
    assert fresh.answers["moq"] == {"value": {"decimal": "10000"}, "note": "Per colour"}
    assert fresh.answers["warranty_days"] == {"value": {"decimal": "180"}}
    assert fresh.answers["fee_invoice"] == {"value": {"decimal": "0.06"}}
    assert fresh.first_reply_at == datetime(2026, 11, 24, 3, tzinfo=UTC)
    assert fresh.answered_at == fresh.first_reply_at
    again = mei.get(place).text
    assert set(rows_of(again).values()) == {("unchanged", False), ("replaces an answer", False)}


def test_an_answer_that_stands_is_replaced_only_where_it_is_ticked(mei, supplier):
    inquiry = make_inquiry(supplier, "warranty_days", answers=replied(warranty_days=180))
    place = send(mei, inquiry, filled(mei, inquiry, warranty_days="365")).location
    assert take(mei, inquiry, place).status_code == 422
    assert take(mei, inquiry, place, take=["warranty_days", "moq"]).status_code == 422
    assert Inquiry.get_by_id(inquiry.id).answers == inquiry.answers
    take(mei, inquiry, place, take=["warranty_days"])
    assert Inquiry.get_by_id(inquiry.id).answers == replied(warranty_days=365)


def test_choices_come_back_in_the_words_of_either_language(mei, supplier):
    inquiry = make_inquiry(supplier, "defect_remedy", "quality_promise", "entry_terms")
    data = filled(mei, inquiry, "zh", defect_remedy="退款", quality_promise="是", entry_terms="没有入门费用")
    take(mei, inquiry, send(mei, inquiry, data).location, take=["defect_remedy", "quality_promise", "entry_terms"])
    wanted = replied(defect_remedy="refund", quality_promise="yes", entry_terms="free")
    assert Inquiry.get_by_id(inquiry.id).answers == wanted


def test_a_colleagues_answer_in_between_is_named_and_never_overwritten(mei, cast, supplier):
    inquiry = make_inquiry(supplier, "moq", "warranty_days")
    place = send(mei, inquiry, filled(mei, inquiry, moq="1000", warranty_days="365")).location
    row = Inquiry.get_by_id(inquiry.id)
    row.write(1, stamp(cast.lin), replied(moq=500), first_reply_at=NOW)
    answer = take(mei, inquiry, place, take=["moq", "warranty_days"])
    assert answer.status_code == 409
    assert "林悦 saved answers" in answer.text
    assert rows_of(answer.text) == {"moq": ("replaces an answer", False), "warranty_days": ("new", True)}
    assert Inquiry.get_by_id(inquiry.id).answers == replied(moq=500)
    assert take(mei, Inquiry.get_by_id(inquiry.id), place, take=["warranty_days"]).status_code == 303
    assert Inquiry.get_by_id(inquiry.id).answers == replied(moq=500, warranty_days=365)


def test_it_can_be_undone_while_nobody_touched_the_answers(mei, supplier):
    inquiry = make_inquiry(supplier, "moq", "warranty_days", answers=replied(warranty_days=180))
    place = send(mei, inquiry, filled(mei, inquiry, moq="1000", warranty_days="365")).location
    page = mei.get(take(mei, inquiry, place, take=["moq", "warranty_days"]).location)
    mei.post("/undo/" + page.text.split('action="/undo/')[1].split('"')[0])
    fresh = Inquiry.get_by_id(inquiry.id)
    assert (fresh.answers, fresh.first_reply_at, fresh.answered_at) == (inquiry.answers, None, None)


def test_it_cannot_be_undone_once_somebody_wrote_after_it(mei, cast, supplier):
    inquiry = make_inquiry(supplier, "moq", "warranty_days")
    place = send(mei, inquiry, filled(mei, inquiry, moq="1000")).location
    page = mei.get(take(mei, inquiry, place, take=["moq"]).location)
    row = Inquiry.get_by_id(inquiry.id)
    row.write(row.version, stamp(cast.lin), replied(moq=500))
    assert mei.post("/undo/" + page.text.split('action="/undo/')[1].split('"')[0]).status_code == 409
    assert Inquiry.get_by_id(inquiry.id).answers == replied(moq=500)


@pytest.mark.parametrize(
    ("came_at", "message"),
    [("2026-11-22T10:00", "before what came first"), ("2026-11-25T10:00", "not come yet"), ("", "required")],
)
def test_it_came_back_after_it_was_asked_and_before_now(mei, supplier, came_at, message):
    inquiry = make_inquiry(supplier, "moq")
    answer = take(mei, inquiry, send(mei, inquiry, filled(mei, inquiry, moq="5")).location, take="moq", came_at=came_at)
    assert answer.status_code == 422
    assert message in answer.text


def test_the_sheet_of_another_inquiry_is_refused_by_name(mei, supplier):
    mine, other = make_inquiry(supplier, "moq"), make_inquiry(make_supplier("South Star"), "moq")
    answer = send(mei, mine, filled(mei, other, moq="5"))
    assert answer.status_code == 422
    assert "This is the sheet of another inquiry: South Star, asked on 11-23." in answer.text
    assert not Attachment.select().exists()


def test_a_workbook_without_its_key_or_with_an_invented_one_is_refused(mei, supplier):
    inquiry = make_inquiry(supplier, "moq")
    data = filled(mei, inquiry, moq="5")
    for key in ("", f"inquiry-{inquiry.id}-000000000000", "inquiry-99999999999999-x", "inquiry--", "inquiry-²-x"):
        answer = send(mei, inquiry, with_part(data, re.sub(r"inquiry-[\w-]+", key, part(data))))
        assert answer.status_code == 422
        assert "This is no answer sheet of this desk." in answer.text


def test_an_empty_sheet_is_refused(mei, supplier):
    inquiry = make_inquiry(supplier, "moq")
    assert "Nothing is filled in on this sheet." in send(mei, inquiry, blank(mei, inquiry).data).text


# The test client leaves the spooled file of a larger request open.
SMALL = [name for name, (content, _reason) in HOSTILE.items() if len(content) < 500_000]


@pytest.mark.parametrize("name", [*SMALL, "a list of commas", "codes"])
def test_a_hostile_file_is_refused_in_words_and_not_kept(mei, supplier, name):
    inquiry = make_inquiry(supplier, "moq", "product_range")
    codes = filled(mei, inquiry, product_range="\n".join(f"ABCD-EFGH-{n:04}-WXYZ" for n in range(9)))
    content = {"a list of commas": b"a,b\n1,2\n", "codes": codes}.get(name) or HOSTILE[name][0]
    answer = send(mei, inquiry, content)
    assert answer.status_code == 422
    assert 'id="file-e"' in answer.text
    assert not Attachment.select().exists()


def test_the_sheet_is_kept_with_the_inquiry_once_however_often_it_is_sent(mei, supplier):
    inquiry = make_inquiry(supplier, "moq")
    data = filled(mei, inquiry, moq="5")
    first, second = (send(mei, inquiry, data, "答复.xlsx", key="k" * 22) for _time in range(2))
    assert first.location == second.location
    kept = Attachment.get()
    assert (kept.object_type, kept.object_id, kept.name) == ("inquiry", inquiry.id, "答复.xlsx")
    answer = mei.get(f"/files/{kept.id}")
    assert answer.data == data
    answer.close()
    assert "答复.xlsx" in mei.get(f"/inquiries/{inquiry.id}").text


@pytest.mark.parametrize("name", ["答复.ods", "答复.xlsx"])
def test_a_sheet_saved_in_the_open_format_is_read_and_kept_as_what_it_is(mei, supplier, name):
    inquiry = make_inquiry(supplier, "moq", "warranty_days")
    place = send(mei, inquiry, saved_as_ods(filled(mei, inquiry, moq="500", warranty_days="365")), name).location
    assert rows_of(mei.get(place).text) == {"moq": ("new", True), "warranty_days": ("new", True)}
    kept = Attachment.get()
    assert kept.media_type == "application/vnd.oasis.opendocument.spreadsheet"
    assert kept.name.endswith(".ods")


def test_a_sheet_belongs_to_its_own_inquiry(mei, supplier):
    mine, other = make_inquiry(supplier, "moq"), make_inquiry(supplier, "moq")
    place = send(mei, mine, filled(mei, mine, moq="5")).location
    assert mei.get(place.replace(f"/{mine.id}/", f"/{other.id}/", 1)).status_code == 404


def test_a_viewer_downloads_and_sends_nothing(signed_in, cast, supplier):
    guo, inquiry = signed_in(cast.guo), make_inquiry(supplier, "moq")
    assert blank(guo, inquiry).status_code == 200
    assert send(guo, inquiry, blank(guo, inquiry).data).status_code == 403
    assert 'type="file"' not in guo.get(f"/inquiries/{inquiry.id}").text


def test_it_speaks_chinese(signed_in, cast, supplier):
    mei, inquiry = signed_in(cast.mei, "zh"), make_inquiry(supplier, "lead_time_days")
    place = send(mei, inquiry, filled(mei, inquiry, "zh", lead_time_days="大概一周")).location
    assert "D5：“大概一周”不是以“天”为单位的数字" in mei.get(place).text
