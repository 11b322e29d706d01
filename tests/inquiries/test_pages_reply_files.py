"""Files a supplier sent with its answers."""

from __future__ import annotations

import io

import pytest

from portal.core.models.attachments import Attachment
from tests.inquiries.makers import make_inquiry
from tests.samples.makers import picture
from tests.suppliers.makers import make_supplier


@pytest.fixture
def inquiry(cast):
    return make_inquiry(make_supplier(), "moq", "return_days")


def send(browser, inquiry, data=None, name="report.png", **about):
    sent = {"file": (picture() if data is None else io.BytesIO(data), name), "question": "", **about}
    return browser.post(f"/inquiries/{inquiry.id}/files", data=sent, content_type="multipart/form-data")


def test_a_file_stands_beside_the_answer_it_belongs_to(signed_in, cast, inquiry):
    mei = signed_in(cast.mei)
    assert send(mei, inquiry, question="moq").status_code == 303
    assert send(mei, inquiry, name="all.png").status_code == 303
    page = signed_in(cast.guo).get(f"/inquiries/{inquiry.id}").text
    row = page.split("What is the MOQ per spec?")[1].split("</tr>")[0]
    assert "report.png" in row and "all.png" not in row
    assert page.count("all.png") == 1


@pytest.mark.parametrize(
    ("about", "message"),
    [
        ({"data": b"", "name": ""}, "Choose a file."),
        ({"data": b"MZ\x90", "name": "x.exe"}, "err"),
        ({"question": "no_such"}, "Not a valid choice"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_words(signed_in, cast, inquiry, about, message):
    answer = send(signed_in(cast.mei), inquiry, **about)
    assert answer.status_code == 422 and message in answer.text
    assert Attachment.select().count() == 0


def test_a_file_is_taken_off_and_brought_back(signed_in, cast, inquiry):
    mei = signed_in(cast.mei)
    send(mei, inquiry)
    file = Attachment.get()
    mei.post(f"/inquiries/{inquiry.id}/files/{file.id}/remove")
    page = mei.get(f"/inquiries/{inquiry.id}").text
    assert "None yet" in page
    undo = page.split('action="/undo/')[1].split('"')[0]
    assert mei.post(f"/undo/{undo}").status_code == 303
    assert "report.png" in mei.get(f"/inquiries/{inquiry.id}").text


def test_a_viewer_adds_nothing_and_a_sheet_that_came_back_is_not_taken_off(signed_in, cast, inquiry):
    assert send(signed_in(cast.guo), inquiry).status_code == 403
    assert not Attachment.select().exists()
    send(signed_in(cast.mei), inquiry)
    Attachment.update(slot="answers").execute()
    gone = signed_in(cast.mei).post(f"/inquiries/{inquiry.id}/files/{Attachment.get().id}/remove")
    assert (gone.status_code, Attachment.get().deleted_at) == (404, None)
