"""Photos on the sheet: small, made by the server, with what they show; never the full file."""

from __future__ import annotations

import io
import re

import pytest
from PIL import Image

from portal.core.models.attachments import Attachment
from tests.products.makers import make_product
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def sample(cast):
    return make_sample(make_supplier(), make_product())


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


def large_photo():
    """A picture that no small file holds: every pixel differs."""
    data = io.BytesIO()
    Image.effect_noise((800, 600), 80).convert("RGB").save(data, "JPEG", quality=60)
    data.seek(0)
    return data


def add(browser, sample, code="", name="corner.jpg"):
    browser.post(f"/samples/{sample.id}/files", data={"code": code, "file": (large_photo(), name)})
    return Attachment.select().order_by(Attachment.id.desc()).get()


def test_a_photo_stands_small_beside_its_test_on_the_sheet_and_on_paper(mei, sample):
    photo = add(mei, sample, "PH01")
    row = mei.get(f"/samples/{sample.id}").text.split('id="r-PH01"')[1].split("</tr>")[0]
    assert f'src="/files/{photo.id}/small"' in row and 'alt="Visible defects: photo corner.jpg"' in row
    paper = mei.get(f"/samples/{sample.id}/print").text
    assert f'src="/files/{photo.id}/small"' in paper and "Visible defects: photo corner.jpg" in paper


def test_no_page_shows_a_full_file_as_a_picture(mei, sample):
    add(mei, sample, "PH01"), add(mei, sample)
    for path in ("", "/print", "/test"):
        page = mei.get(f"/samples/{sample.id}{path}").text
        sources = re.findall(r'<img[^>]* src="(/files/[^"]+)"', page) + re.findall(r'<img src="(/files/[^"]+)"', page)
        assert sources and all(source.endswith("/small") for source in sources)


def test_the_small_picture_is_small_and_made_once(mei, app, sample):
    photo = add(mei, sample)
    answer = mei.get(f"/files/{photo.id}/small")
    assert answer.mimetype == "image/webp" and len(answer.data) < 20_000 < photo.size
    answer.close()
    assert max(Image.open(io.BytesIO(answer.data)).size) == 240
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    [kept] = (app.config["CACHE_DIR"] / "small").iterdir()
    before = kept.stat().st_mtime_ns
    mei.get(f"/files/{photo.id}/small").close()
    assert kept.stat().st_mtime_ns == before


def test_what_is_no_picture_or_gone_has_no_small_one(mei, sample):
    mei.post(f"/samples/{sample.id}/files", data={"file": (io.BytesIO(b"%PDF-1.7 report"), "report.pdf")})
    paper = Attachment.get()
    assert mei.get(f"/files/{paper.id}/small").status_code == 404
    photo = add(mei, sample)
    mei.post(f"/samples/{sample.id}/files/{photo.id}/remove")
    assert mei.get(f"/files/{photo.id}/small").status_code == 404


def test_a_stranger_gets_no_small_picture(mei, app, sample):
    photo = add(mei, sample)
    assert app.test_client().get(f"/files/{photo.id}/small").status_code in (302, 303, 401)


def test_the_pages_cost_the_same_with_many_photos(mei, sample, statements):
    counts = []
    for _round in range(2):
        with statements() as seen:
            mei.get(f"/samples/{sample.id}"), mei.get(f"/samples/{sample.id}/print")
        counts.append(len(seen))
        for code in ("PH01", "PH02", ""):
            add(mei, sample, code)
    assert counts[0] == counts[1]
