"""Files read as tables, and the ones that are refused."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import tracemalloc
import zipfile
from dataclasses import replace

import pytest

from portal.sheets.rules.cells import BadTable
from portal.sheets.upload import chosen, look, table
from portal.sheets.xlsx_writer import workbook
from tests.sheets.files import MAIN, book, ods, repeated
from tests.sheets.hostile import HOSTILE

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


def test_what_an_ods_says_of_its_cells_is_read_however_often_they_are_repeated():
    cells = (
        '<table:table-cell office:value-type="percentage" office:value="0.055" table:number-columns-repeated="2"/>'
        '<table:covered-table-cell/><table:table-cell office:value-type="boolean" office:boolean-value="true"/>'
        '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">'
        "<text:p>#N/A</text:p></table:table-cell>"
        '<table:table-cell office:value-type="string" office:string-value="" calcext:value-type="error">'
        "<text:p>Err:502</text:p></table:table-cell>"
        '<table:table-cell office:value-type="date" office:date-value="2026-01-05"/>'
        '<table:table-cell office:value-type="string"><office:annotation><text:p>said aside</text:p>'
        "</office:annotation><text:p>two</text:p><text:p>lines</text:p></table:table-cell>"
    )
    head = f"<table:table-header-rows>{repeated('名称')}</table:table-header-rows>"
    rows = f'{head}<table:table-row table:number-rows-repeated="2">{cells}</table:table-row>'
    wanted = ["5.5%", "5.5%", "", "TRUE", "#N/A", "#VALUE!", "2026-01-05", "two\nlines"]
    data = ods(rows, other=repeated("0.1", kind="percentage", more='office:value="0.1"'))
    assert table(data, look(data)) == [(1, ["名称"]), (2, wanted), (3, wanted)]
    assert table(data, chosen(data, look(data), sheet="other")) == [(1, ["10%"])]


@pytest.mark.parametrize("place", ["20", "-9"])
def test_a_look_there_is_not_is_none(place):
    data = book(f'<row><c s="{place}"><v>46027</v></c></row>')
    assert table(data, look(data)) == [(1, ["46027"])]


def test_what_the_portal_writes_it_reads_back_and_no_cell_is_a_formula():
    lines = [["=1+1", "'=quoted", "+86 138", "007", "a\nb", "<&>", "  x", ""], ["", "名称", "91440300", "￥"]]
    data = workbook([*"abcdefgh"], lines)
    assert [cells for _number, cells in table(data, look(data))[1:]] == [lines[0][:-1], lines[1]]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")


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


def suppliers(count):
    """As a team keeps them: eleven columns."""
    for number in range(count):
        name = f"拓川{number}电子"
        place = ["工厂", "实物", "中国", "广东深圳", "2012年5月", f"91440300MA{number:05d}"]
        yield [
            name,
            f"深圳市{name}有限公司",
            *place,
            f"https://t{number}.example",
            "快充、氮化镓",
            "自有模具，月产两万",
        ]


MEASURED = """
import runpy, sys
sys.argv = ["", "0"]
runpy.run_module("portal.sheets.readers.xlsx", run_name="__main__")
peak = next(line for line in open("/proc/self/status") if line.startswith("VmHWM"))
print(peak.split()[1], file=sys.stderr)
"""


def test_ten_thousand_suppliers_are_read_within_the_memory_that_is_promised():
    data = workbook([*"abcdefghijk"], suppliers(10_000))
    done = subprocess.run([sys.executable, "-c", MEASURED], input=data, capture_output=True, check=True)
    assert len(json.loads(done.stdout)["rows"]) == 10_001
    assert int(done.stderr) < 100 * 1024  # kilobytes


def test_what_was_written_leaves_memory():
    tracemalloc.start()
    data = workbook([*"abcdefghijk"], suppliers(3_000))
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3 * len(data) + 1024 * 1024


def test_a_text_longer_than_a_cell_keeps_its_beginning():
    data = workbook(["a"], [["x" * 40_000]])
    assert table(data, look(data))[1] == (2, ["x" * 32_767])


def test_a_workbook_that_ends_its_process_ends_nothing_else(caplog):
    data = HOSTILE["more cells than memory"][0]
    with caplog.at_level("INFO", "portal"), pytest.raises(BadTable, match="heavy"):
        look(data)
    assert [record.message for record in caplog.records] == ["workbook not read"]
    assert caplog.records[0].about["status"] not in (0, 1)
