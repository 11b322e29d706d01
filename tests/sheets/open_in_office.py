"""Opens in LibreOffice what the portal writes, and looks at what is left of it: python -m tests.sheets.open_in_office

Not part of the suite: LibreOffice is large and slow.
"""

from __future__ import annotations

import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from portal.sheets.upload import look, table
from portal.sheets.xlsx_form import Asked, Locked, locked
from portal.sheets.xlsx_writer import workbook
from tests.sheets.office_files.office import converted

CELLS = ["名称", "=1+1", "'=1+1", "@SUM(A1)", "-5", "914403001234567890", "007", "https://t.example", "1e5",
         "2026-01-05", "TRUE", " 前后 ", "两\n行", "<&>\"'", "3/4", "𠀀"]  # fmt: skip
OPTIONS = ("包换, 或补发", "退款", "什么都不做")
FORM = Locked(
    key="inquiry-1-0123456789ab",
    title="给 拓川电子 的问题",
    about=("请填写黄色的格子。\n其余已锁定。", "林悦 问于 2026-11-23。"),
    heads=("问题", "单位", "回答", "备注"),
    questions=(Asked("moq", "1. 起订量？", "件"), Asked("remedy", "2. 坏了怎么办？", "请选择", OPTIONS)),
    only_listed="请从列表里选。",
)
FORMATS = ("xlsx", "xls", "ods")


class Check(NamedTuple):
    name: str
    held: bool


def checks(folder: Path) -> Iterator[Check]:
    yield from of_an_export(folder)
    yield from of_a_form(folder)


def of_an_export(folder: Path) -> Iterator[Check]:
    path = folder / "export.xlsx"
    path.write_bytes(workbook([f"h{place}" for place in range(len(CELLS))], [CELLS]))
    for kind in FORMATS:
        saved = converted(path, kind, folder / "export").read_bytes()
        yield Check(f"export as {kind}: every text comes back", table(saved, look(saved))[1:] == [(2, CELLS)])
    document = part(folder / "export" / "export.ods", "content.xml")
    yield Check("export: no cell is a formula", "table:formula" not in document)
    yield Check("export: no cell is a link", "text:a" not in document)
    yield Check(
        "export: no text became a figure", set(re.findall(r'office:value-type="(\w+)"', document)) == {"string"}
    )


def of_a_form(folder: Path) -> Iterator[Check]:
    path = folder / "form.xlsx"
    path.write_bytes(locked(FORM))
    want = table(path.read_bytes(), look(path.read_bytes()))
    for kind in FORMATS:
        saved = converted(path, kind, folder / "form").read_bytes()
        yield Check(f"form as {kind}: key, questions and options come back", table(saved, look(saved)) == want)
    sheet = part(folder / "form" / "form.xlsx", "xl/worksheets/sheet1.xml")
    yield Check("form: the sheet is protected", '<sheetProtection sheet="true"' in sheet)
    yield Check(
        "form: only answers and notes are open", open_cells(folder / "form" / "form.xlsx") == {"D5", "E5", "D6", "E6"}
    )
    rules = [
        (attributes(about), words) for about, words in re.findall(r"<dataValidation ([^>]*)><formula1>([^<]+)", sheet)
    ]
    lists = [(about["sqref"], about["error"], words) for about, words in rules if about["type"] == "list"]
    yield Check("form: the choice is a list", lists == [("D6", FORM.only_listed, "$F$6:$H$6")])
    columns = [attributes(about) for about in re.findall(r"<col ([^>]*)/>", sheet)]
    hidden = [(about["min"], about["max"]) for about in columns if about["hidden"] == "true"]
    yield Check("form: key and options are hidden", hidden == [("1", "1"), ("6", "8")])


def attributes(about: str) -> dict[str, str]:
    return dict(re.findall(r'(\w+)="([^"]*)"', about))


def open_cells(path: Path) -> set[str]:
    styles = part(path, "xl/styles.xml").split("<cellXfs")[1].split("</cellXfs>")[0]
    looks = re.findall(r"<xf .*?</xf>|<xf [^>]*/>", styles)
    unlocked = {str(number) for number, look in enumerate(looks) if 'locked="false"' in look}
    cells = re.findall(r'<c r="(\w+)" s="(\d+)"', part(path, "xl/worksheets/sheet1.xml"))
    return {place for place, style in cells if style in unlocked}


def part(path: Path, name: str) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        done = list(checks(Path(place)))
    for check in done:
        print("held  " if check.held else "BROKEN", check.name)
    sys.exit(any(not check.held for check in done))


if __name__ == "__main__":
    main()
