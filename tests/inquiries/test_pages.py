"""Inquiries: asked, answered, compared, handed to a supplier, taken back; viewers only read."""

from __future__ import annotations

import csv
import io
import re
from datetime import UTC, datetime, timedelta

import pytest

from portal.inquiries.models.inquiries import Inquiry
from portal.inquiries.views.inquiries import PER_PAGE
from portal.settings.models.settings import Setting
from tests.browser_client import undo_link
from tests.cast import NOW, stamp
from tests.inquiries.makers import make_inquiry, replied
from tests.suppliers.makers import make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")
GIVEN = {
    "goods": "physical",
    "choice": "core",
    "asked_at": "2026-11-23T10:00",
    "channel": "chat",
    "questions": ["moq", "warranty_days"],
}
BACK = {"version": 1, "asked_at": "2026-11-23T10:00", "channel": "chat", "first_reply_at": "2026-11-23T15:30"}


def reply_form(inquiry, **about):
    return f"/inquiries/{inquiry.id}/replies", BACK | about


def test_the_form_offers_the_questions_about_the_suppliers_goods(mei, supplier):
    page = mei.get(f"/inquiries/new?supplier={supplier.id}").text
    assert f'<option selected value="{supplier.id}"' in page
    assert 'value="moq" checked' in page
    assert 'value="delivery_minutes"' not in page
    assert 'value="stock_depth"' not in page
    offered = mei.get(f"/inquiries/new?supplier={supplier.id}&choice=all&goods=digital").text
    assert 'value="stock_depth" checked' in offered
    assert 'value="delivery_minutes" checked' in offered
    assert 'value="lead_time_days"' not in offered


def test_one_is_recorded_once_with_the_questions_as_they_were_asked(mei, cast, supplier):
    sent = GIVEN | {"supplier": supplier.id, "key": "k" * 22, "asked_by": cast.mei.id}
    first, second = mei.post("/inquiries", data=sent), mei.post("/inquiries", data=sent)
    inquiry = Inquiry.get()
    assert first.location == second.location
    assert first.location.endswith(f"/inquiries/{inquiry.id}")
    assert [question["key"] for question in inquiry.questions] == ["moq", "warranty_days"]
    assert inquiry.questions[0]["text"]["en"] == "What is the MOQ per spec?"
    assert inquiry.asked_at == datetime(2026, 11, 23, 2, tzinfo=UTC)
    assert (inquiry.asked_by_id, inquiry.by_id) == (cast.mei.id, cast.mei.id)


@pytest.mark.parametrize(
    "wrong",
    [
        {"supplier": ""},
        {"supplier": "99"},
        {"channel": "pigeon"},
        {"asked_at": "soon"},
        {"asked_at": "2026-11-25T10:00"},
        {"asked_at": "0001-01-01"},
        {"questions": []},
        {"questions": ["what"]},
        {"goods": "air"},
    ],
)
def test_what_cannot_be_is_refused_with_what_was_typed(mei, supplier, wrong):
    answer = mei.post("/inquiries", data=GIVEN | {"supplier": supplier.id, "note": "By the fair"} | wrong)
    assert answer.status_code == 422
    assert "By the fair" in answer.text
    assert not Inquiry.select().exists()


def test_without_a_reply_it_has_waited_longer_than_so_many_hours(mei, supplier):
    inquiry = make_inquiry(supplier)
    for place in (f"/inquiries/{inquiry.id}", f"/suppliers/{supplier.id}", "/inquiries"):
        assert "longer than 9 h of working time" in mei.get(place).text


def test_what_was_just_asked_never_reads_as_nought(mei, supplier):
    assert "no working time has passed yet" in mei.get(f"/inquiries/{make_inquiry(supplier, asked_at=NOW).id}").text


def test_answers_are_typed_in_on_one_page_and_the_dodged_and_open_ones_are_named(mei, supplier):
    inquiry = make_inquiry(supplier, "moq", "fee_packing", "warranty_days", "defect_remedy", "fee_invoice")
    sent = {"q_moq": "1,000", "q_fee_packing": "0.5", "q_defect_remedy": "replace", "q_fee_invoice": "6"}
    address, data = reply_form(inquiry, **sent, q_warranty_days_dodged="y", q_warranty_days_note="Long enough")
    assert mei.post(address, data=data).status_code == 303
    page = mei.get(f"/inquiries/{inquiry.id}").text
    for text in ("1,000 pieces", "¥0.50 a piece", "Replace or re-issue", "6%", "Long enough", "80% answered"):
        assert text in page
    assert "1 question was talked around" in page
    assert "5.5 h of working time" in page
    assert Inquiry.get().answers["warranty_days"] == {"dodged": True, "note": "Long enough"}


def test_what_is_still_open_is_named(mei, supplier):
    inquiry = make_inquiry(supplier, "moq", "warranty_days")
    mei.post(reply_form(inquiry)[0], data=reply_form(inquiry, q_moq="100", q_warranty_days_note="They will ask")[1])
    page = mei.get(f"/inquiries/{inquiry.id}").text
    assert "1 question is open" in page
    assert "How long is the warranty?" in page.split("1 question is open")[1].split("</ul>")[0]


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"q_moq": "many"}, "Enter a number"),
        ({"q_moq": "5", "q_moq_dodged": "y"}, "Either an answer"),
        ({"q_moq": "5", "first_reply_at": ""}, "Say when the first reply came."),
        ({"first_reply_at": "2026-11-22T10:00"}, "This is before what came first."),
        ({"first_reply_at": "2026-11-25T10:00"}, "This has not come yet."),
        ({"answered_at": "2026-11-23T15:00"}, "This is before what came first."),
        ({"answered_at": "2026-11-23T15:00", "first_reply_at": ""}, "Say when the first reply came."),
        ({"q_defect_remedy": "gold"}, "Not a valid choice"),
        ({"asked_at": ""}, "This field is required"),
    ],
)
def test_answers_that_cannot_be_are_refused(mei, supplier, wrong, message):
    inquiry = make_inquiry(supplier, "moq", "defect_remedy")
    answer = mei.post(reply_form(inquiry)[0], data=reply_form(inquiry, **wrong)[1])
    assert answer.status_code == 422
    assert message in answer.text
    assert Inquiry.get().answers == {}


def test_what_two_people_typed_at_once_stands_side_by_side(mei, supplier):
    inquiry = make_inquiry(supplier, "moq", "warranty_days")
    address, first = reply_form(inquiry, q_moq="100")
    assert mei.post(address, data=first).status_code == 303
    answer = mei.post(address, data=first | {"q_moq": "50", "first_reply_at": "2026-11-23T16:00"})
    assert answer.status_code == 409
    for text in ("100 pieces", "50 pieces", "2026-11-23 15:30", "2026-11-23 16:00"):
        assert text in answer.text
    assert Inquiry.get().answers["moq"] == {"value": {"decimal": "100"}}
    assert mei.post(address, data=first | {"q_moq": "50", "version": 2}).status_code == 303


def test_the_form_shows_what_was_typed_before(mei, supplier):
    inquiry = make_inquiry(supplier, "moq", "fee_invoice", first_reply_at=NOW, answers=replied(moq=100))
    page = mei.get(f"/inquiries/{inquiry.id}/replies").text
    assert 'value="100"' in page
    assert 'value="2026-11-24T12:00"' in page


def test_the_sheet_is_dated_by_the_day_of_the_team(mei, supplier):
    """Six in the morning in Shanghai is still yesterday in Greenwich."""
    inquiry = make_inquiry(supplier, "moq", asked_at=NOW.replace(day=23, hour=22))
    page = mei.get(f"/inquiries/{inquiry.id}/sheet?language=zh").text
    assert "2026-11-24 06:00" in page and "2026-11-23" not in page


def test_the_sheet_speaks_the_language_that_is_asked_for(mei, supplier):
    inquiry = make_inquiry(supplier, "moq", "return_freight")
    english = mei.get(f"/inquiries/{inquiry.id}/sheet?language=en").text
    assert "1. What is the MOQ per spec?" in english
    assert "Who pays return freight? (Supplier / We do / Whoever is at fault)" in english
    chinese = mei.get(f"/inquiries/{inquiry.id}/sheet?language=zh").text
    assert 'lang="zh-CN"' in chinese
    assert "1. 每个规格的起订量是多少？" in chinese
    assert "你好" in chinese
    assert "What is the MOQ" not in chinese


def test_the_pages_speak_chinese(signed_in, cast, supplier):
    inquiry = make_inquiry(supplier, first_reply_at=NOW, answers=replied(moq=100, dodged=["warranty_days"]))
    reader = signed_in(cast.mei, "zh")
    for place in ("", f"/{inquiry.id}", f"/{inquiry.id}/replies"):
        page = reader.get(f"/inquiries{place}").text
        assert "答非所问" in page
    assert "100 件" in reader.get(f"/inquiries/{inquiry.id}").text


def test_the_list_counts_by_state(mei, rivals):
    make_inquiry(rivals[0], "moq", channel="phone")
    assert "Phone" in mei.get("/inquiries?show=waiting").text
    assert "South Star" not in mei.get("/inquiries?show=waiting").text
    assert "No inquiries here" in mei.get("/inquiries?show=answered").text


def test_a_deleted_one_comes_back_within_thirty_seconds(mei, supplier):
    inquiry = make_inquiry(supplier)
    mei.post(f"/inquiries/{inquiry.id}/remove")
    link = undo_link(mei.get(f"/suppliers/{supplier.id}"))
    assert mei.get(f"/inquiries/{inquiry.id}").status_code == 404
    mei.post(link)
    assert mei.get(f"/inquiries/{inquiry.id}").status_code == 200
    assert trail_tells("inquiry.remove", "inquiry.restore")


@pytest.mark.parametrize("path", ["", "/{id}/replies", "/{id}/remove"])
def test_a_viewer_reads_and_writes_nothing(signed_in, cast, supplier, path):
    inquiry, guo = make_inquiry(supplier), signed_in(cast.guo)
    assert guo.post(f"/inquiries{path}".format(id=inquiry.id)).status_code == 403
    page = guo.get(f"/inquiries/{inquiry.id}")
    assert page.status_code == 200
    assert "Write down the answers" not in page.text
    assert guo.get(f"/inquiries/{inquiry.id}/sheet").status_code == 200


def test_the_trail_tells_it_in_words(signed_in, cast, mei, supplier):
    mei.post("/inquiries", data=GIVEN | {"supplier": supplier.id})
    inquiry = Inquiry.get()
    mei.post(reply_form(inquiry)[0], data=reply_form(inquiry, q_moq="100", q_warranty_days_dodged="y")[1])
    page = signed_in(cast.lin).get("/audit?kind=inquiry").text
    assert "asked a supplier" in page
    assert "wrote down what a supplier answered" in page
    assert "What is the MOQ per spec?" in page
    assert "100 pieces" in page
    assert "11-23 15:30" in page
    assert trail_tells("inquiry.add", "inquiry.write")


@pytest.mark.parametrize(("ago", "late"), [(1, False), (4, True)])
def test_home_asks_to_follow_up_after_two_working_days(mei, supplier, ago, late):
    inquiry = make_inquiry(supplier, asked_at=NOW - timedelta(days=ago))
    page = mei.get("/?all=1").text
    assert ("North Star has not replied to our questions" in page) is late
    assert (f'href="/inquiries/{inquiry.id}"' in page) is late
    Inquiry.update(first_reply_at=NOW).execute()
    assert "has not replied" not in mei.get("/?all=1").text


def test_a_patience_of_thousands_of_years_breaks_no_page(mei, supplier):
    inquiry = make_inquiry(supplier)
    Setting.put("policy.inquiry.reply_days", "3000000", stamp())
    for place in ("/?all=1", f"/inquiries/{inquiry.id}", f"/suppliers/{supplier.id}"):
        page = mei.get(place)
        assert page.status_code == 200
        assert "has not replied to our questions" not in page.text


def test_a_merge_carries_inquiries_along(signed_in, cast, supplier):
    other = make_supplier("South Star")
    inquiry = make_inquiry(other)
    lin = signed_in(cast.lin)
    assert "1 inquiry" in lin.get(f"/suppliers/{other.id}/merge/{supplier.id}").text
    data = {"version": other.version, "name": other.name}
    assert lin.post(f"/suppliers/{other.id}/merge/{supplier.id}", data=data).status_code == 303
    assert Inquiry.get_by_id(inquiry.id).supplier_id == supplier.id


def test_ten_inquiries_cost_the_pages_no_more_than_one(mei, supplier, statements):
    def cost(address):
        with statements() as seen:
            mei.get(address)
        return len(seen)

    places = [f"/suppliers/{supplier.id}", "/", "/inquiries"]
    make_inquiry(supplier, asked_at=NOW - timedelta(days=9))
    few = [cost(place) for place in places]
    for _number in range(9):
        make_inquiry(supplier, asked_at=NOW - timedelta(days=9))
    assert [cost(place) for place in places] == few
    assert few[0] <= 13
    assert few[1] <= 15


def test_the_list_of_inquiries_is_a_spreadsheet_with_a_column_for_each_question(signed_in, cast, supplier):
    make_inquiry(
        supplier, "moq", "warranty_days", answers=replied(moq=50, dodged=["warranty_days"]), first_reply_at=NOW
    )
    make_inquiry(make_supplier("Silent"), "moq")
    browser = signed_in(cast.guo)
    text = browser.get("/inquiries/export.csv?show=partly").data.decode("utf-8-sig")
    [line] = csv.DictReader(io.StringIO(text))
    assert (line["Supplier"], line["State"]) == (supplier.name, "Partly answered")
    assert "50 pieces" in line.values() and "Talked around it · We will see" in line.values()
    assert len(browser.get("/inquiries/export.csv").data.splitlines()) == 3
    assert browser.get("/inquiries/export.xlsx").data.startswith(b"PK")


def test_the_list_has_pages(signed_in, cast):
    supplier = make_supplier()
    for days in range(PER_PAGE + 1):
        make_inquiry(supplier, asked_at=NOW - timedelta(days=days + 1))
    mei = signed_in(cast.mei)
    first, second = mei.get("/inquiries").text, mei.get("/inquiries?page=2").text
    assert "/inquiries?page=2" in first and "/inquiries?page=3" not in second
    rows = [set(re.findall(r'href="(/inquiries/\d+)"', page)) for page in (first, second)]
    assert [len(found) for found in rows] == [PER_PAGE, 1]
    assert not rows[0] & rows[1]
