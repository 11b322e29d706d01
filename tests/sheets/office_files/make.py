"""Makes the files beside it: python -m tests.sheets.office_files.make

XlsxWriter writes as Excel does, LibreOffice opens that and saves it in its own ways, and xlwt, which is no package of
the portal (`uv run --with xlwt`), writes XLS as the libraries of old platforms do.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from tests.sheets.office_files.office import COMMA, CSV, GB18030, TAB, UTF_16, converted

PLACE = Path(__file__).parent
CODE = "914403001234567890"
DAY = datetime(2026, 1, 5)
MOMENT = datetime(2026, 1, 5, 8, 30)
HEADINGS = ["名称", "日期", "占比", "错误", "数字", "编号", "编号当数字", "是否", "时刻", "说明"]
FORMATS = {
    "day": 'yyyy"年"m"月"d"日"', "built_in_day": 14, "moment": "yyyy-mm-dd hh:mm", "share": "0.0%", "whole_share": 9,
    "sign": '0"%"', "hour": "h:mm", "text": "@",
}  # fmt: skip


def excel_like(path: Path) -> None:
    with xlsxwriter.Workbook(path) as book:
        looks = {name: book.add_format({"num_format": code}) for name, code in FORMATS.items()}
        bold = book.add_format({"bold": True})
        hidden = book.add_worksheet("藏起来的")
        hidden.write_string(0, 0, "不是这张")
        hidden.hide()
        sheet = book.add_worksheet("供应商")
        sheet.activate()
        sheet.set_first_sheet()
        sheet.merge_range(0, 0, 0, 9, "2026 年供应商名单", bold)
        sheet.write_row(1, 0, HEADINGS)
        first_row(sheet, looks, bold)
        second_row(sheet, looks)
        hidden_rows(sheet, looks)
        book.add_worksheet("另一张").write_string(0, 0, "名称")


def first_row(sheet: Any, looks: dict[str, Any], bold: Any) -> None:
    sheet.write_string(2, 0, "拓川电子")
    sheet.write_comment(2, 0, "批注不是内容")
    sheet.write_datetime(2, 1, DAY, looks["day"])
    sheet.write_number(2, 2, 0.055, looks["share"])
    sheet.write_formula(2, 3, "=1/0", None, "#DIV/0!")
    sheet.write_number(2, 4, 1234.5)
    sheet.write_string(2, 5, CODE, looks["text"])
    sheet.write_number(2, 6, int(CODE))
    sheet.write_boolean(2, 7, True)
    sheet.write_datetime(2, 8, datetime(1899, 12, 31, 8, 30).time(), looks["hour"])
    sheet.write_rich_string(2, 9, bold, "自有", "模具")


def second_row(sheet: Any, looks: dict[str, Any]) -> None:
    sheet.write_string(3, 0, "北岸五金\n分厂")
    sheet.write_datetime(3, 1, MOMENT, looks["moment"])
    sheet.write_number(3, 2, 0.3, looks["whole_share"])
    sheet.write_formula(3, 3, "=NA()", None, "#N/A")
    sheet.write_number(3, 4, 5, looks["sign"])
    sheet.write_string(3, 5, "=1+1")
    sheet.write_formula(3, 6, "=2*3", None, 6)
    sheet.write_string(3, 9, "  前后有空格 ")


def hidden_rows(sheet: Any, looks: dict[str, Any]) -> None:
    sheet.set_row(4, None, None, {"hidden": True})
    sheet.write_string(4, 0, "藏起来的行")
    sheet.write_datetime(4, 1, DAY, looks["built_in_day"])
    sheet.set_row(6, None, None, {"level": 1})
    sheet.write_string(6, 0, "空行之后")
    sheet.write_row(6, 2, [0.1, 0.1, 0.1], looks["whole_share"])
    sheet.set_column(4, 4, None, None, {"hidden": True})


def since_1904(path: Path) -> None:
    with xlsxwriter.Workbook(path, {"date_1904": True}) as book:
        sheet = book.add_worksheet("1904")
        sheet.write_string(0, 0, "日期")
        sheet.write_datetime(1, 0, DAY, book.add_format({"num_format": "yyyy-mm-dd"}))


def old_library(path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    sheet = book.add_sheet("导出")
    for column, text in enumerate(["名称", "日期", "占比", "编号"]):
        sheet.write(0, column, text)
    for row in range(1, 4):
        sheet.write(row, 0, f"供应商{row}")
        sheet.write(row, 1, DAY, xlwt.easyxf(num_format_str="yyyy-mm-dd"))
        sheet.write(row, 2, 0.055, xlwt.easyxf(num_format_str="0.00%"))
        sheet.write(row, 3, CODE)
    book.save(str(path))


def main() -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        excel_like(folder / "table.xlsx")
        since_1904(folder / "since-1904.xlsx")
        old_library(folder / "old-library.xls")
        shutil.copy(folder / "old-library.xls", PLACE)
        for name in ("table", "since-1904"):
            shutil.copy(folder / f"{name}.xlsx", PLACE / f"{name}-excel.xlsx")
            for kind in ("xlsx", "xls", "ods"):
                made = converted(folder / f"{name}.xlsx", kind, folder / "made")
                shutil.copy(made, PLACE / f"{name}-office.{kind}")
        for name, delimiter, encoding in (("gb18030", COMMA, GB18030), ("utf-16", TAB, UTF_16)):
            kind = CSV.format(delimiter=delimiter, encoding=encoding, sheet=2)
            shutil.copy(converted(PLACE / "table-office.ods", kind, folder / name), PLACE / f"table-office-{name}.csv")
        shutil.copy(converted(folder / "table.xlsx", "html:HTML (StarCalc)", folder / "made"), PLACE / "page.xls")


if __name__ == "__main__":
    main()
