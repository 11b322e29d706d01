"""The contact log of a supplier, its next steps, and reminders of inquiries."""

from __future__ import annotations

import io
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PIL import Image

from portal.actions.models import Action
from portal.conversations.models import Conversation, PlannedStep
from portal.core.models.attachments import Attachment
from portal.core.models.audit import AuditEvent
from tests.cast import NOW, TODAY, stamp
from tests.conversations.makers import make_conversation
from tests.inquiries.makers import make_inquiry
from tests.suppliers.makers import make_contact, make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")
GIVEN = {"text": "They can deliver in May", "at": "2026-11-23T15:30", "channel": "phone", "direction": "they"}
NEXT = {"next_step": "Ask for the plan", "next_on": "2026-11-26"}


@pytest.fixture
def supplier(cast):
    return make_supplier(owner=cast.mei.id)


@pytest.fixture
def mei(signed_in, cast, supplier):
    return signed_in(cast.mei)


def log(browser, supplier, **more):
    return browser.post("/conversations", data=GIVEN | {"supplier": supplier.id} | more)


def picture():
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, "PNG")
    return io.BytesIO(out.getvalue())


def text_of(page):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_what_was_said_is_kept_with_hour_channel_direction_and_person(mei, cast, supplier):
    person = make_contact(supplier)
    assert log(mei, supplier, contact=person.id).location.endswith(f"/suppliers/{supplier.id}#time-line")
    row = Conversation.get()
    assert row.at == datetime(2026, 11, 23, 15, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert (row.channel, row.direction, row.contact_id, row.by_id) == ("phone", "they", person.id, cast.mei.id)
    page = text_of(mei.get(f"/suppliers/{supplier.id}").text)
    assert "11-23 15:30 They to us · Phone · 黄建国 Mei Chen They can deliver in May" in page
    assert AuditEvent.select().where(AuditEvent.verb == "conversation.add", AuditEvent.user == cast.mei).exists()


def test_the_form_begins_now_with_me_as_the_owner_of_the_next_step(mei, cast, supplier):
    page = mei.get(f"/conversations/new?supplier={supplier.id}").text
    assert 'value="2026-11-24T12:00"' in page
    assert re.search(rf'<option selected value="{cast.mei.id}">Mei Chen', page)


def test_a_double_submit_makes_one_conversation_and_one_next_step(mei, supplier):
    first, second = (log(mei, supplier, key="k" * 20, **NEXT) for _ in range(2))
    assert first.location == second.location
    assert (Conversation.select().count(), Action.select().count()) == (1, 1)


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("text", "", "This field is required"),
        ("at", "2026-11-25T09:00", "This has not come yet"),
        ("at", "", "This field is required"),
        ("channel", "pigeon", "Not a valid choice"),
        ("direction", "both", "Not a valid choice"),
        ("contact", "777777", "Not a valid choice"),
        ("inquiry", "777777", "Not a valid choice"),
        ("next_step", "Call again", "Say by which day it is to be done"),
        ("next_on", "2026-11-26", "Say what is to be done by that day"),
    ],
)
def test_what_cannot_be_is_named_and_the_rest_stays(mei, supplier, field, value, message):
    answer = log(mei, supplier, **({"contact": "", "text": "Typed before"} | {field: value}))
    assert answer.status_code == 422
    assert message in answer.text
    assert field == "text" or "Typed before" in answer.text
    assert not Conversation.select().exists()


def test_a_person_of_another_supplier_cannot_be_chosen(mei, supplier):
    assert log(mei, supplier, contact=make_contact(make_supplier("South Star")).id).status_code == 422
    assert not Conversation.select().exists()


def test_files_go_with_it_and_one_can_be_taken_away_and_brought_back(mei, supplier):
    log(mei, supplier, files=[(picture(), "offer.png"), (picture(), "stamp.png")])
    row, (first, _second) = Conversation.get(), Attachment.select().order_by(Attachment.id)
    assert f'href="/files/{first.id}"' in mei.get(f"/suppliers/{supplier.id}").text
    mei.post(f"/conversations/{row.id}/files/{first.id}/remove")
    page = mei.get(f"/conversations/{row.id}/edit").text
    assert f'href="/files/{first.id}"' not in page
    mei.post(re.search(r'action="(/undo/[^"]+)"', page)[1])
    assert f'href="/files/{first.id}"' in mei.get(f"/conversations/{row.id}/edit").text
    assert trail_tells("file.add", "file.remove", "file.restore")


@pytest.mark.parametrize(("number", "name", "message"), [(1, "run.exe", "Only pictures"), (6, "a.png", "At most 5")])
def test_with_a_bad_file_or_too_many_nothing_is_logged(mei, supplier, number, name, message):
    files = [(picture() if name == "a.png" else io.BytesIO(b"MZ"), name) for _ in range(number)]
    answer = log(mei, supplier, files=files)
    assert answer.status_code == 422
    assert message in answer.text
    assert not Conversation.select().exists()


def test_the_next_step_is_an_action_of_its_owner_and_stands_at_home_when_it_is_due(mei, cast, supplier):
    log(mei, supplier, owner=cast.lin.id, **NEXT)
    action = Action.get()
    assert (action.text, action.owner_id, action.due_on) == ("Ask for the plan", cast.lin.id, date(2026, 11, 26))
    assert "North Star: Ask for the plan" in text_of(mei.get("/?all=1").text)
    assert "Ask for the plan" in mei.get("/actions").text
    assert "Ask for the plan" not in mei.get("/actions?show=mine").text
    assert trail_tells("action.give")


def test_an_overdue_next_step_is_marked_and_done_by_one_press_on_the_suppliers_page(mei, supplier, cast):
    row = make_conversation(supplier, PlannedStep("Ask for the plan", cast.mei.id, TODAY - timedelta(days=1)))
    entry = re.compile(rf'id="talk-{row.id}".*?</li>', re.DOTALL)
    page = mei.get(f"/suppliers/{supplier.id}").text
    assert "bad-t" in entry.search(page)[0]
    action = Action.get()
    press = f'action="/actions/{action.id}/settle"'
    assert press in page
    back = re.search(rf'{press}.*?name="next" value="([^"]*)"', page, re.DOTALL)[1]
    data = {"version": action.version, "done": "yes", "next": back}
    assert mei.post(f"/actions/{action.id}/settle", data=data).location == f"/suppliers/{supplier.id}"
    page = mei.get(f"/suppliers/{supplier.id}").text
    assert "done by Mei Chen, 11-24 12:00" in entry.search(page)[0]
    assert press not in page
    assert "Ask for the plan" not in mei.get("/?all=1").text


def test_a_change_goes_to_the_next_step_too_and_an_empty_one_takes_it_away(mei, cast, supplier):
    row = make_conversation(supplier, PlannedStep("Ask for the plan", cast.mei.id, TODAY))
    data = GIVEN | {"version": 1, "text": "In June", "owner": cast.lin.id, "next_step": "Call", "next_on": TODAY}
    assert mei.post(f"/conversations/{row.id}", data=data).status_code == 303
    row = Conversation.get()
    assert (row.text, row.step()) == ("In June", PlannedStep("Call", cast.lin.id, TODAY))
    assert Action.select().count() == 1
    mei.post(f"/conversations/{row.id}", data=GIVEN | {"version": 2})
    assert Conversation.get().step().text == ""
    assert "Call" not in text_of(mei.get("/actions").text)
    assert trail_tells("conversation.edit", "action.edit", "action.remove")


def test_a_step_that_is_done_stays_done_when_the_text_is_changed(mei, cast, supplier):
    row = make_conversation(supplier, PlannedStep("Ask for the plan", cast.mei.id, TODAY))
    row.action().settle(True, 1, stamp(cast.mei))
    same = {"next_step": "Ask for the plan", "next_on": TODAY, "owner": cast.mei.id}
    mei.post(f"/conversations/{row.id}", data=GIVEN | same | {"version": 1})
    assert Conversation.get_by_id(row.id).action().done_by_id == cast.mei.id


def test_the_second_of_two_changes_sees_both_and_loses_nothing(mei, cast, supplier):
    row = make_conversation(supplier, PlannedStep("Ask for the plan", cast.mei.id, TODAY))
    row.write(1, stamp(cast.lin), PlannedStep("Call the owner", cast.lin.id, TODAY), text="In June")
    mine = {"version": 1, "text": "In July", "next_step": "Visit them", "next_on": TODAY, "owner": cast.mei.id}
    answer = mei.post(f"/conversations/{row.id}", data=GIVEN | mine)
    assert answer.status_code == 409
    for words in ("In June", "In July", "Call the owner", "Visit them", "Save mine"):
        assert words in answer.text
    assert Conversation.get().text == "In June"
    mei.post(f"/conversations/{row.id}", data=GIVEN | mine | {"version": 2})
    assert Conversation.get().step().text == "Visit them"


def test_deleting_takes_the_next_step_along_and_undo_brings_both_back(mei, cast, supplier):
    row = make_conversation(supplier, PlannedStep("Ask for the plan", cast.mei.id, TODAY))
    page = mei.get(mei.post(f"/conversations/{row.id}/remove").location).text
    assert "They can deliver in May" not in page
    assert "Ask for the plan" not in page
    page = mei.get(mei.post(re.search(r'action="(/undo/[^"]+)"', page)[1]).location).text
    assert "They can deliver in May" in page
    assert Conversation.get().step() == PlannedStep("Ask for the plan", cast.mei.id, TODAY)
    assert trail_tells("conversation.remove", "action.remove", "conversation.restore", "action.restore")


@pytest.mark.parametrize("path", ["", "/{id}", "/{id}/remove"])
def test_a_viewer_reads_and_writes_nothing(signed_in, cast, supplier, path):
    row, guo = make_conversation(supplier), signed_in(cast.guo)
    assert guo.post(f"/conversations{path}".format(id=row.id), data=GIVEN).status_code == 403
    page = guo.get(f"/suppliers/{supplier.id}").text
    assert "They can deliver in May" in page
    assert "/conversations/" not in page


@pytest.mark.parametrize("key", ["", "777777", "x"])
def test_a_supplier_that_is_not_there_is_not_found(mei, key):
    assert mei.get(f"/conversations/new?supplier={key}").status_code == 404
    assert mei.post("/conversations", data=GIVEN | {"supplier": key}).status_code == 404
    assert not Conversation.select().exists()


def test_with_its_supplier_a_conversation_is_gone(mei, supplier):
    row = make_conversation(supplier)
    supplier.remove(stamp())
    assert mei.get(f"/conversations/{row.id}/edit").status_code == 404


def test_a_reminder_logged_from_an_inquiry_begins_the_waiting_time_anew(mei, supplier):
    inquiry = make_inquiry(supplier, asked_at=NOW - timedelta(days=5))
    assert "has not replied to our questions for 3 working days: remind them" in mei.get("/?all=1").text
    link = f"/conversations/new?supplier={supplier.id}&amp;inquiry={inquiry.id}"
    assert link in mei.get(f"/inquiries/{inquiry.id}").text
    form = mei.get(link.replace("&amp;", "&")).text
    assert re.search(rf'<option selected value="{inquiry.id}">', form)
    assert "Reminded them of our questions." in form
    log(mei, supplier, direction="they", inquiry=inquiry.id)
    assert "has not replied" in mei.get("/?all=1").text
    log(mei, supplier, direction="we", inquiry=inquiry.id)
    assert "has not replied" not in mei.get("/?all=1").text
    Conversation.update(deleted_at=NOW).execute()
    assert "has not replied" in mei.get("/?all=1").text


def test_who_asked_is_to_remind_and_otherwise_the_owner_of_the_supplier(mei, cast, supplier):
    def owner():
        row = re.search(r"<tr>(?:(?!<tr>).)*has not replied.*?</tr>", mei.get("/?all=1").text, re.DOTALL)[0]
        return text_of(re.search(r'data-l="Owner">.*?</td>', row, re.DOTALL)[0])

    make_inquiry(supplier, asked_at=NOW - timedelta(days=5), asked_by=cast.lin)
    assert "林悦" in owner()
    cast.lin.change_row(cast.lin.version, disabled_at=NOW)
    assert "Mei Chen" in owner()


def test_the_team_sets_after_how_many_working_days_home_reminds(mei, cast, supplier):
    from portal.settings.models.settings import Setting

    make_inquiry(supplier, asked_at=NOW - timedelta(days=5))
    Setting.put("policy.inquiry.reply_days", "9", stamp(cast.lin))
    assert "has not replied" not in mei.get("/?all=1").text


def test_a_merge_carries_conversations_along(signed_in, cast, supplier):
    other = make_supplier("South Star")
    make_conversation(other)
    lin = signed_in(cast.lin)
    assert "1 conversation" in lin.get(f"/suppliers/{other.id}/merge/{supplier.id}").text
    lin.post(f"/suppliers/{other.id}/merge/{supplier.id}", data={"version": other.version, "name": other.name})
    assert Conversation.get().supplier_id == supplier.id


def test_the_trail_tells_it_in_words(signed_in, cast, mei, supplier):
    log(mei, supplier, contact=make_contact(supplier).id)
    page = signed_in(cast.lin).get("/audit?kind=conversation").text
    for words in ("added", "Conversation", "They to us", "Phone", "黄建国", "11-23 15:30"):
        assert words in page
