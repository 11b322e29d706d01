"""Files read as tables, and the ones that are refused."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from dataclasses import replace

import pytest

from portal.sheets.rules.cells import BadTable
from portal.sheets.upload import chosen, look, table
from portal.sheets.xlsx_writer import workbook
from tests.sheets.files import MAIN, book, sheet

LINES = "名称,类型\n深圳市北岸电子有限公司,工厂\n"
TRADITIONAL = "名稱,類型\n臺北電子股份有限公司,工廠\n"


@pytest.mark.parametrize(
    ("text", "encoding", "found"),
    [
        (LINES, "utf-8", "utf-8"),
        (LINES, "utf-8-sig", "utf-8"),
        (LINES, "gb18030", "gb18030"),
        (LINES + "㐀𠀀,x\n", "gb18030", "gb18030"),
        (LINES, "utf-16", "utf-16"),
        (LINES + "a,b,c,d\n" * 9, "utf-16-le", "utf-16-le"),
        (LINES + "a,b,c,d\n" * 9, "utf-16-be", "utf-16-be"),
        (TRADITIONAL, "big5", "big5"),
    ],
)
def test_the_encoding_is_found_from_the_bytes(text, encoding, found):
    data = text.encode(encoding)
    source = look(data)
    assert source.encoding == found
    assert table(data, source)[0] == (1, text.split("\n")[0].split(","))


@pytest.mark.parametrize(("sign", "name"), [(",", "comma"), (";", "semicolon"), ("\t", "tab"), ("|", "bar")])
def test_the_delimiter_is_found(sign, name):
    data = f'a{sign}b{sign}"c, d; e"\n1{sign}2{sign}3\n'.encode()
    assert look(data).delimiter == name
    assert table(data, look(data))[0][1] == ["a", "b", "c, d; e"]


def test_another_encoding_can_be_chosen_and_one_that_does_not_fit_is_named():
    data = LINES.encode("gb18030")
    assert table(data, chosen(data, look(data), encoding="big5")) != table(data, look(data))
    with pytest.raises(BadTable, match="encoding utf-8"):
        table(data, replace(look(data), encoding="utf-8"))


def test_rows_keep_the_number_a_spreadsheet_program_shows():
    data = b'name\n\n"two\nlines"\n,,\nlast\n'
    assert table(data, look(data)) == [(1, ["name"]), (3, ["two\nlines"]), (5, ["last"])]


def test_a_workbook_is_read_with_its_days_shares_and_shared_texts():
    data = book(
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>x</t></is></c></row>'
        '<row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" s="1"><v>46027.4</v></c><c r="C4" s="2"><v>46027</v></c>'
        '<c r="D4" s="3"><v>0.055</v></c><c r="E4" t="b"><v>1</v></c><c r="F4" t="str"><f>A1</f><v>made</v></c>'
        '<c r="G4" t="e"><v>#REF!</v></c><c r="H4"><v>1234.5</v></c>'
        '<c r="I4" t="d"><v>2026-01-05T00:00:00</v></c></row>'
    )
    source = look(data)
    assert source.sheets == ("供应商", "Other")
    first, second = table(data, source)
    assert first == (1, ["名称", "", "x"])
    assert second == (
        4, ["拓川电子", "2026-01-05", "2026-01-05", "5.5%", "TRUE", "made", "#REF!", "1234.5", "2026-01-05"],
    )  # fmt: skip
    assert table(data, chosen(data, source, sheet="Other")) == [(1, ["name"])]


@pytest.mark.parametrize("place", ["2", "-1", "-9"])
def test_a_cell_that_names_a_shared_text_or_a_look_there_is_not_has_none(place):
    data = book(f'<row><c t="s"><v>{place}</v></c><c t="s"><v>0</v></c><c s="{place}0"><v>46027</v></c></row>')
    assert table(data, look(data)) == [(1, ["", "名称", "46027"])]


def test_what_the_portal_writes_it_reads_back_and_no_cell_is_a_formula():
    lines = [["=1+1", "'=quoted", "+86 138", "007", "a\nb", "<&>", "  x", ""], ["", "名称", "91440300", "￥"]]
    data = workbook([*"abcdefgh"], lines)
    assert [cells for _number, cells in table(data, look(data))[1:]] == [lines[0][:-1], lines[1]]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
FIRST = "xl/worksheets/sheet1.xml"
HOSTILE = {
    "nothing": (b"", "empty"),
    "only spaces": (b" \r\n\t", "empty"),
    "an old workbook": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "old"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "kind"),
    "a program": (b"MZ" + b"\x90\0" * 64, "kind"),
    "a page": (b"<html><table></table></html>", "kind"),
    "bytes": (bytes(range(1, 9)) * 40, "kind"),
    "a macro": (book(**{"xl/vbaProject.bin": b"x"}), "macro"),
    "another archive": (book(**{"xl/workbook.xml": None}), "macro"),
    "cut short": (book("<row/>")[:-40], "broken"),
    "no xml": (book(**{"xl/workbook.xml": "not xml"}), "broken"),
    "no links": (book(**{"xl/_rels/workbook.xml.rels": None}), "broken"),
    "entities": (book(**{"xl/workbook.xml": ENTITY + "<workbook>&b;</workbook>"}), "hostile"),
    "entities in a sheet": (book(**{FIRST: ENTITY + sheet("&b;")}), "hostile"),
    "a file outside": (book(**{"xl/sharedStrings.xml": OUTSIDE + "<sst><si><t>&a;</t></si></sst>"}), "hostile"),
    "a bomb": (book(**{"xl/media/big": b"\0" * (51 * 1024 * 1024)}), "unpacked"),
    "too many parts": (book(**{f"xl/media/{number}": "x" for number in range(201)}), "unpacked"),
    "a million empty rows": (book('<row r="1"/>' * 1_048_576), "rows"),
    "a million empty lines": (b"a\n" + b"\n" * 1_048_576, "rows"),
    "the last column": (book('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "columns"),
    "many columns": ((b"a," * 200) + b"b", "columns"),
    "a row that is no number": (book('<row r="x"/>'), "broken"),
    "a cell that is no number": (book('<row r="1"><c r="A1"><v>abc</v></c></row>'), "broken"),
    "nothing on the sheet": (book(), "empty"),
    "a giant cell": (b'a,"' + b"x" * 200_000 + b'"', "quotes"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_by_name_and_memory_stays_flat(name):
    data, reason = HOSTILE[name]
    tracemalloc.start()
    with pytest.raises(BadTable) as refused:
        table(data, look(data))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert refused.value.reason == reason
    assert peak < 60 * 1024 * 1024


def test_a_text_that_a_thousand_cells_share_is_bounded():
    shared = f'<sst xmlns="{MAIN}"><si><t>{"x" * 30_000}</t></si></sst>'
    rows = '<row><c t="s"><v>0</v></c></row>' * 1000
    with pytest.raises(BadTable, match="characters"):
        table(*(data := book(rows, **{"xl/sharedStrings.xml": shared}), look(data)))
