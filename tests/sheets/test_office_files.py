"""The same table as Excel, LibreOffice and the library of an old platform write it: every one says the same."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from portal.sheets.rules.cells import BadTable
from portal.sheets.upload import chosen, look, table
from tests.sheets.office_files.make import CODE, HEADINGS

FILES = Path(__file__).parent / "office_files"
DAY = "2026-01-05"
ROWS = [
    (1, ["2026 年供应商名单"]),
    (2, HEADINGS),
    (3, ["拓川电子", DAY, "5.5%", "#DIV/0!", "1234.5", CODE, "9.14403001234568E+17", "TRUE", "08:30:00", "自有模具"]),
    (4, ["北岸五金\n分厂", DAY, "30%", "#N/A", "5", "=1+1", "6", "", "", "  前后有空格 "]),
    (5, ["藏起来的行", DAY]),
    (7, ["空行之后", "", "10%", "10%", "10%"]),
]
# What a file itself says in other words.
OTHERWISE = {
    "table-office.ods": {"TRUE": "1"},
    ".csv": {"08:30:00": "08:30:00 AM", "9.14403001234568E+17": "9.14403001234568E+017"},
}


def content(name):
    return (FILES / name).read_bytes()


def read(name, **wanted):
    data = content(name)
    return table(data, chosen(data, look(data), **wanted))


@pytest.mark.parametrize("name", ["table-excel.xlsx", "table-office.xlsx", "table-office.xls", "table-office.ods"])
def test_every_program_that_saves_a_table_says_the_same(name):
    words = OTHERWISE.get(name, {})
    assert read(name) == [(number, [words.get(cell, cell) for cell in cells]) for number, cells in ROWS]


@pytest.mark.parametrize("name", ["table-office-gb18030.csv", "table-office-utf-16.csv"])
def test_a_csv_shows_its_days_as_its_author_saw_them(name):
    words = OTHERWISE[".csv"]
    days = {3: "01/05/2026", 4: "2026-01-05 08:30:00", 5: "01/05/2026"}
    wanted = [
        (number, [days[number] if cell == DAY else words.get(cell, cell) for cell in cells]) for number, cells in ROWS
    ]
    assert read(name) == wanted


@pytest.mark.parametrize("name", ["table-excel.xlsx", "table-office.xlsx", "table-office.xls", "table-office.ods"])
def test_the_first_sheet_that_is_not_hidden_is_meant_and_a_hidden_one_can_be_chosen(name):
    source = look(content(name))
    assert (source.sheet, source.sheets) == ("供应商", ("藏起来的", "供应商", "另一张"))
    assert read(name, sheet="藏起来的") == [(1, ["不是这张"])]
    assert read(name, sheet="另一张") == [(1, ["名称"])]


@pytest.mark.parametrize(
    "name", ["since-1904-excel.xlsx", *(f"since-1904-office.{kind}" for kind in ("xlsx", "xls", "ods"))]
)
def test_days_that_are_counted_from_1904_are_the_same_days(name):
    assert read(name) == [(1, ["日期"]), (2, [DAY])]


def test_an_export_of_an_old_library_is_read():
    rows = [(number, [f"供应商{number - 1}", DAY, "5.5%", CODE]) for number in (2, 3, 4)]
    assert read("old-library.xls") == [(1, ["名称", "日期", "占比", "编号"]), *rows]


def test_a_page_that_is_called_a_workbook_is_named_so():
    with pytest.raises(BadTable, match="page"):
        look(content("page.xls"))


FIRST_RECORD = b"\x09\x08\x10\x00"  # of a workbook: 16 bytes follow
BROKEN = {
    "cut short": lambda data: data[: len(data) // 2],
    "a table of sectors that goes in a circle": lambda data: with_table(data, 0),
    "a table of sectors that leads outside": lambda data: with_table(data, 0x00FF_FFFF),
    "strings without end": lambda data: with_record(data, 0xFC, struct.pack("<II", 0x7FFF_FFFF, 0x7FFF_FFFF)),
    "a cell where no column is": lambda data: with_record(data, 0x203, struct.pack("<HH", 0xFFFF, 0xFFFF)),
    "records that are none": lambda data: data.replace(FIRST_RECORD, b"\x09\x08\xff\xff"),
}


def with_table(data, number):
    """Every sector is followed by this one."""
    start = (struct.unpack_from("<I", data, 76)[0] + 1) * 512
    return data[:start] + struct.pack("<I", number) * 128 + data[start + 512 :]


def with_record(data, kind, content):
    """The first record of a kind begins otherwise."""
    place = data.index(FIRST_RECORD)
    while True:
        found, length = struct.unpack_from("<HH", data, place)
        if found == kind:
            return data[: place + 4] + content + data[place + 4 + len(content) :]
        place += 4 + length


@pytest.mark.parametrize("damage", BROKEN)
def test_a_damaged_xls_is_refused_in_words(damage):
    data = BROKEN[damage](content("table-office.xls"))
    with pytest.raises(BadTable, match="broken"):
        table(data, look(data))


def test_a_workbook_with_a_password_is_named_so():
    old = content("table-office.xls")
    place = old.index(FIRST_RECORD) + 20
    locked = old[:place] + struct.pack("<H", 0x2F) + old[place + 2 :]
    wrapped = old.replace("Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le"))
    for data in (locked, wrapped):
        with pytest.raises(BadTable, match="password"):
            look(data)


def test_an_xls_with_macros_is_refused():
    with pytest.raises(BadTable, match="macro"):
        look(content("table-office.xls") + "_VBA_PROJECT_CUR".encode("utf-16-le"))
