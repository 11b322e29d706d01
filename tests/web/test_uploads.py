"""A file is judged by what it holds, never by its name."""

from __future__ import annotations

import io
import zipfile

import pytest
from PIL import Image

from portal.web.uploads import XLSX, BadFile, checked, shown_name


def workbook(*more: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("xl/workbook.xml", *more):
            archive.writestr(name, "x")
    return out.getvalue()


def picture(kind: str, **about: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, kind, **about)
    return out.getvalue()


@pytest.mark.parametrize("member", ["xl/vbaProject.bin", "xl/VBAProject.bin", "xl/macros/vbaProject.bin"])
def test_a_workbook_with_macros_is_refused_wherever_they_stand(member: str) -> None:
    assert checked(workbook())[1] == XLSX
    with pytest.raises(BadFile) as refused:
        checked(workbook(member))
    assert refused.value.reason == "kind"


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"\x14\x00\x00\x00\x00\x00", b"\x64\x00\x00\x00\x00\x00"), (b"workbook.xml", b"workboo\xff.xml")],
    ids=["a version nobody knows", "a name that is no text"],
)
def test_a_workbook_that_cannot_be_opened_is_damaged(old: bytes, new: bytes) -> None:
    data = bytearray(workbook().replace(old, new))
    central = data.index(b"PK\x01\x02")
    data[central + 6] = 100 if b"\x64" in new else data[central + 6]
    data[central + 9] |= 0x08
    with pytest.raises(BadFile) as refused:
        checked(bytes(data))
    assert refused.value.reason == "broken"


def test_nothing_but_the_picture_survives_the_new_encoding() -> None:
    for data in (picture("JPEG", comment=b"<script>alert(1)</script>"), picture("PNG")):
        kept, _kind = checked(data)
        assert b"<script>" not in kept
        assert Image.open(io.BytesIO(kept)).size == (8, 8)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("price list.PDF", "price list.PDF"),
        ("evil.html", "evil.html.pdf"),
        ("..\\..\\evil.exe", "evil.exe.pdf"),
        ("photo\u202egnp.exe", "photognp.exe.pdf"),
        ("", "file.pdf"),
        ("报价单", "报价单.pdf"),
        ("x" * 300 + ".pdf", "x" * 190 + ".pdf"),
    ],
)
def test_a_name_ends_as_its_content_asks(name: str, shown: str) -> None:
    assert shown_name(name, "application/pdf") == shown
