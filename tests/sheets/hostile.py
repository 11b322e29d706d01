"""Files that are no tables, or more than a table may be, and the reason for which each is refused."""

from __future__ import annotations

import io
import struct
import zipfile

from tests.sheets.files import book, ods, packed, repeated, sheet


def row(number, place):
    return f'<row r="{number}"><c r="{place}"><v>1</v></c></row>'


def sizes_made_up(data):
    """Every part of the archive is said to unpack to ten bytes."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for about in archive.infolist():
            size = struct.pack("<I", about.file_size)
            head = about.header_offset
            data = data[: head + 22] + struct.pack("<I", 10) + data[head + 26 :]
            data = data.replace(
                struct.pack("<I", about.compress_size) + size, struct.pack("<II", about.compress_size, 10)
            )
    return data


ENTITY = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
FIRST = "xl/worksheets/sheet1.xml"
HOSTILE = {
    "nothing": (b"", "empty"),
    "only spaces": (b" \r\n\t", "empty"),
    "an old workbook cut short": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "broken"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "kind"),
    "a program": (b"MZ" + b"\x90\0" * 64, "kind"),
    "a page": (b"\xef\xbb\xbf\r\n<HTML><table></table></html>", "page"),
    "old XML": (b'<?xml version="1.0"?><Workbook/>', "page"),
    "bytes": (bytes(range(1, 9)) * 40, "kind"),
    "a macro": (book(**{"xl/vbaProject.bin": b"x"}), "macro"),
    "another archive": (book(**{"xl/workbook.xml": None}), "macro"),
    "cut short": (book("<row/>")[:-40], "broken"),
    "no xml": (book(**{"xl/workbook.xml": "not xml"}), "broken"),
    "no links": (book(**{"xl/_rels/workbook.xml.rels": None}), "broken"),
    "entities": (book(**{"xl/workbook.xml": ENTITY + "<workbook>&b;</workbook>"}), "hostile"),
    "entities in a sheet": (book(**{FIRST: ENTITY + sheet("&b;")}), "hostile"),
    "a file outside": (book(**{"xl/sharedStrings.xml": OUTSIDE + "<sst><si><t>&a;</t></si></sst>"}), "hostile"),
    "entities in an ODS": (ods(before=ENTITY), "hostile"),
    "a password": (ods(files="<manifest:encryption-data/>"), "password"),
    "macros in an ODS": (ods(**{"Basic/Standard/Module1.xml": "x"}), "macro"),
    "an ODT": (ods(mimetype="application/vnd.oasis.opendocument.text"), "broken"),
    "an ODS without its content": (packed({"META-INF/manifest.xml": "x"}), "broken"),
    "nothing in an ODS": (ods(), "empty"),
    "a bomb in an ODS": (ods(**{"Pictures/big": "\0" * (51 * 1024 * 1024)}), "unpacked"),
    "a size that is not true": (sizes_made_up(book(row(1, "A1") * 9_000)), "broken"),
    "a bomb": (book(**{"xl/media/big": b"\0" * (51 * 1024 * 1024)}), "unpacked"),
    "too many parts": (book(**{f"xl/media/{number}": "x" for number in range(201)}), "unpacked"),
    "a shared text there is not": (book('<row><c t="s"><v>2</v></c></row>'), "broken"),
    "a million rows": (book('<row><c><v>1</v></c></row>' * 1_048_576), "rows"),
    "the last row": (book(row(1, "A1") + row(1_048_576, "A1048576")), "rows"),
    "the ends of the sheet": (book(row(1, "A1") + row(1_048_576, "XFD1048576")), "rows"),
    "a table a million columns wide": (ods(repeated("x", columns=2_000_000_000)), "columns"),
    "a table a million rows long": (ods(repeated("x", rows=2_000_000_000)), "rows"),
    "more cells than memory": (ods(repeated("x", columns=16_384, rows=4_000)), "heavy"),
    "a million empty rows": (book('<row r="1"/>' * 1_048_576), "empty"),
    "a million empty lines": (b"a\n" + b"\n" * 1_048_576, "rows"),
    "the last column": (book('<row r="1"><c r="XFD1"><v>1</v></c></row>'), "columns"),
    "many columns": ((b"a," * 200) + b"b", "columns"),
    "a row that is no number": (book('<row r="x"/>'), "broken"),
    "nothing on the sheet": (book(), "empty"),
    "a giant cell": (b'a,"' + b"x" * 200_000 + b'"', "quotes"),
}  # fmt: skip
