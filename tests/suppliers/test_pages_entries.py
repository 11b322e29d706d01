"""Contacts, documents and word of mouth of a supplier."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta

import pytest
from PIL import Image

from portal.core.models.attachments import Attachment
from portal.core.models.audit import AuditEvent
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Contact, ReputationNote
from tests.cast import NOW, TODAY, stamp
from tests.suppliers.makers import make_contact, make_document, make_note, make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")
GIVEN = {
    "contacts": {"name": "黄建国", "phone": "139 0000 0001", "mail": "huang@beian.example", "chat": "tc-huang"},
    "documents": {"kind": "licence", "number": "L-1", "holder": "北岸电子", "expires_on": "2027-01-31"},
    "reputation": {
        "text": "Delivers on time",
        "tone": "good",
        "source": "群友",
        "source_kind": "peer",
        "on": "2026-11-20",
    },
}
MODELS = {"contacts": Contact, "documents": Document, "reputation": ReputationNote}
MAKE = {"contacts": make_contact, "documents": make_document, "reputation": make_note}
TRAIL = {
    "contacts": ("contact.add", "contact.edit", "contact.remove", "contact.restore"),
    "documents": ("document.add", "document.edit", "document.remove", "document.restore"),
    "reputation": (
        "reputation_note.add",
        "reputation_note.edit",
        "reputation_note.remove",
        "reputation_note.restore",
    ),
}
rooms = pytest.mark.parametrize("room", GIVEN)


@pytest.fixture
def supplier(cast):
    return make_supplier()


def picture():
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, "PNG")
    return io.BytesIO(out.getvalue())


@rooms
def test_one_is_added_and_stands_on_the_page(signed_in, cast, supplier, room):
    browser = signed_in(cast.mei)
    answer = browser.post(f"/{room}", data=GIVEN[room] | {"supplier": supplier.id})
    assert answer.location.endswith(f"/suppliers/{supplier.id}#{room}")
    shown = {"contacts": "黄建国", "documents": "L-1", "reputation": "Delivers on time"}[room]
    assert shown in browser.get(f"/suppliers/{supplier.id}").text
    assert AuditEvent.select().where(AuditEvent.verb.endswith(".add"), AuditEvent.user == cast.mei).exists()


@rooms
def test_the_forms_open_for_a_new_and_an_old_one(signed_in, cast, supplier, room):
    row = MAKE[room](supplier)
    browser = signed_in(cast.mei)
    assert f'action="/{room}"' in browser.get(f"/{room}/new?supplier={supplier.id}").text
    old = browser.get(f"/{room}/{row.id}/edit").text
    assert f'action="/{room}/{row.id}"' in old and f'name="version" type="hidden" value="{row.version}"' in old


@rooms
@pytest.mark.parametrize("key", ["", "x", "0", "99999", "99999999999999999999", "9" * 5000])
def test_a_supplier_that_is_not_there_is_not_found(signed_in, cast, room, key):
    browser = signed_in(cast.mei)
    assert browser.get(f"/{room}/new", query_string={"supplier": key}).status_code == 404
    assert browser.post(f"/{room}", data=GIVEN[room] | {"supplier": key}).status_code == 404
    assert not MODELS[room].select().exists()


@rooms
def test_a_double_submit_makes_one(signed_in, cast, supplier, room):
    browser = signed_in(cast.mei)
    for _time in range(2):
        browser.post(f"/{room}", data=GIVEN[room] | {"supplier": supplier.id, "key": "once"})
    assert MODELS[room].select().count() == 1
    assert trail_tells(TRAIL[room][0])


@rooms
def test_the_second_of_two_changes_sees_the_first(signed_in, cast, supplier, room):
    row = MAKE[room](supplier)
    field = {"contacts": "name", "documents": "number", "reputation": "source"}[room]
    first, second = (GIVEN[room] | {"version": 1, field: text} for text in ("Theirs", "Mine"))
    assert signed_in(cast.lin).post(f"/{room}/{row.id}", data=first).status_code == 303
    answer = signed_in(cast.mei).post(f"/{room}/{row.id}", data=second)
    assert answer.status_code == 409
    assert "林悦" in answer.text
    assert "Theirs" in answer.text
    assert 'value="Mine"' in answer.text
    assert re.search(r'name="version"[^>]*value="2"', answer.text)
    assert trail_tells(TRAIL[room][1])


@rooms
def test_deleting_can_be_undone(signed_in, cast, supplier, room):
    row = MAKE[room](supplier)
    browser = signed_in(cast.mei)
    browser.post(f"/{room}/{row.id}/remove")
    assert MODELS[room].get().deleted_at == NOW
    page = browser.get(f"/suppliers/{supplier.id}").text
    browser.post("/undo/" + page.split('action="/undo/')[1].split('"')[0])
    assert MODELS[room].get().deleted_at is None
    assert trail_tells(*TRAIL[room][2:])


@rooms
def test_what_a_colleague_deleted_in_the_same_moment_is_a_conflict(signed_in, cast, supplier, room, monkeypatch):
    row = MAKE[room](supplier)
    read = type(row).get_by_id(row.id)
    row.remove(stamp())
    monkeypatch.setattr("portal.suppliers.pages.entries.Desk.row", lambda desk, id: read)
    assert signed_in(cast.mei).post(f"/{room}/{row.id}/remove").status_code == 409


@rooms
def test_a_viewer_writes_nothing(signed_in, cast, supplier, room):
    row = MAKE[room](supplier)
    browser = signed_in(cast.guo)
    assert browser.get(f"/{room}/new?supplier={supplier.id}").status_code == 403
    assert browser.post(f"/{room}", data=GIVEN[room] | {"supplier": supplier.id}).status_code == 403
    assert browser.post(f"/{room}/{row.id}", data=GIVEN[room] | {"version": 1}).status_code == 403
    assert browser.post(f"/{room}/{row.id}/remove").status_code == 403
    assert [(one.version, one.deleted_at) for one in MODELS[room].select()] == [(1, None)]


@pytest.mark.parametrize(
    ("room", "field", "value"),
    [
        ("contacts", "name", ""),
        ("contacts", "mail", "x" * 161),
        ("documents", "kind", "poem"),
        ("documents", "expires_on", "soon"),
        ("documents", "category", "99999999999999999999"),
        ("reputation", "text", " "),
        ("reputation", "tone", "angry"),
        ("reputation", "on", "2026-02-30"),
        ("reputation", "url", "javascript:alert(1)"),
    ],
)
def test_what_cannot_be_is_refused_and_the_rest_stays(signed_in, cast, supplier, room, field, value):
    answer = signed_in(cast.mei).post(f"/{room}", data=GIVEN[room] | {"supplier": supplier.id, field: value})
    assert answer.status_code == 422
    assert not MODELS[room].select().exists()
    kept = {"contacts": "tc-huang", "documents": "北岸电子", "reputation": "群友"}[room]
    assert kept in answer.text


def test_a_paper_does_not_end_before_it_was_issued(signed_in, cast, supplier):
    data = GIVEN["documents"] | {"supplier": supplier.id, "issued_on": "2027-02-01"}
    answer = signed_in(cast.mei).post("/documents", data=data)
    assert "cannot end before it was issued" in answer.text


def test_a_scan_is_kept_with_its_paper_and_offered_for_download(signed_in, cast, supplier):
    browser = signed_in(cast.mei)
    data = GIVEN["documents"] | {"supplier": supplier.id, "file": (picture(), "营业执照.png")}
    assert browser.post("/documents", data=data, content_type="multipart/form-data").status_code == 303
    page = browser.get(f"/suppliers/{supplier.id}").text
    assert "营业执照.png" in page
    assert f'href="/files/{Attachment.get().id}"' in page


def test_a_file_that_is_no_picture_pdf_or_workbook_is_refused_and_nothing_is_added(signed_in, cast, supplier):
    data = GIVEN["documents"] | {"supplier": supplier.id, "file": (io.BytesIO(b"<svg onload=x>"), "a.svg")}
    answer = signed_in(cast.mei).post("/documents", data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "L-1" in answer.text
    assert not Document.select().exists()


def test_a_change_with_a_bad_file_changes_nothing(signed_in, cast, supplier):
    row = make_document(supplier, number="OLD")
    data = GIVEN["documents"] | {"version": 1, "file": (io.BytesIO(b"MZ"), "a.exe")}
    answer = signed_in(cast.mei).post(f"/documents/{row.id}", data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert Document.get().number == "OLD"


@pytest.mark.parametrize(
    ("days", "words"), [(-1, "Expired"), (0, "Runs out today"), (25, "Runs out in 25 days"), (61, "Valid")]
)
def test_the_page_says_how_long_a_paper_still_holds(signed_in, cast, supplier, days, words):
    make_document(supplier, expires_on=TODAY + timedelta(days=days))
    assert words in signed_in(cast.guo).get(f"/suppliers/{supplier.id}").text


def test_a_paper_in_another_name_is_marked(signed_in, cast):
    supplier = make_supplier(legal_name="北岸电子有限公司")
    make_document(supplier, holder="南岸贸易有限公司")
    assert "Another name" in signed_in(cast.guo).get(f"/suppliers/{supplier.id}").text


def test_word_of_mouth_names_source_and_day(signed_in, cast, supplier):
    make_note(supplier, on=date(2026, 3, 1), source="行业论坛", url="https://forum.example/1")
    page = signed_in(cast.guo).get(f"/suppliers/{supplier.id}").text
    for shown in ("行业论坛", "2026-03-01", 'href="https://forum.example/1"'):
        assert shown in page
