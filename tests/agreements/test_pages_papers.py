"""Papers of an agreement: kept each with its day, served as downloads, taken off and brought back."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from portal.agreements.models import AgreementFile
from portal.core.models.attachments import Attachment
from tests.agreements.makers import make_agreement
from tests.browser_client import undo_link
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


def picture():
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "red").save(out, "PNG")
    return io.BytesIO(out.getvalue())


def test_papers_are_kept_each_with_its_day_and_served_as_downloads(mei, supplier):
    agreement = make_agreement(supplier)
    for note in ("their draft", "both stamps"):
        sent = {"on": "2026-11-01", "note": note, "file": (picture(), "scan.png"), "key": note}
        mei.post(f"/agreements/{agreement.id}/papers", data=sent)
    page = mei.get(f"/agreements/{agreement.id}").text
    assert "their draft" in page
    assert "both stamps" in page
    answer = mei.get(f"/files/{Attachment.select().first().id}")
    assert answer.headers["Content-Disposition"].startswith("attachment")
    answer.close()


@pytest.mark.parametrize("sent", [{"on": "2026-11-01"}, {"file": "not a file"}, {}])
def test_a_paper_without_a_file_or_a_day_is_not_kept(mei, supplier, sent):
    agreement = make_agreement(supplier)
    assert mei.post(f"/agreements/{agreement.id}/papers", data=sent).status_code == 422
    assert not AgreementFile.select().exists()


def test_a_paper_taken_off_comes_back(mei, supplier):
    agreement = make_agreement(supplier)
    sent = {"on": "2026-11-01", "note": "stamped", "file": (picture(), "scan.png")}
    mei.post(f"/agreements/{agreement.id}/papers", data=sent)
    mei.post(f"/agreements/{agreement.id}/papers/{AgreementFile.get().id}/remove")
    place = f"/agreements/{agreement.id}"
    page = mei.get(place)
    assert "stamped" not in page.text
    mei.post(undo_link(page))
    assert "stamped" in mei.get(place).text
    assert trail_tells("agreement_file.add", "agreement_file.remove", "agreement_file.restore")
