"""Makes the workbooks beside it: python -m tests.imports.team_files.make

XlsxWriter writes them, LibreOffice saves them as XLS and ODS. Companies, people and prices are invented.
"""

from __future__ import annotations

import tempfile
from datetime import datetime
from pathlib import Path

import xlsxwriter

from tests.sheets.office_files.office import converted

PLACE = Path(__file__).parent


def merged_suppliers(path: Path) -> None:
    """A factory stands once, merged over its rows; two heading rows; prices without and with tax."""
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("报价")
        day = book.add_format({"num_format": "yyyy/m/d"})
        sheet.merge_range(0, 0, 0, 7, "2026 年 11 月 比价表")
        for column, text in enumerate(["厂家", "品名", "起订量"]):
            sheet.merge_range(1, column, 2, column, text)
        sheet.merge_range(1, 3, 1, 5, "含税单价")
        sheet.write_row(2, 3, ["100-499", "500-999", "1000以上"])
        sheet.merge_range(1, 6, 2, 6, "交期")
        sheet.merge_range(1, 7, 2, 7, "报价日期")
        sheet.merge_range(3, 0, 4, 0, "临溪五金")
        sheet.merge_range(5, 0, 7, 0, "南屿塑胶")
        goods = [
            ("不锈钢挂钩", "100个", 3.2, 2.95, 2.8, "7天"),
            ("浴室置物架", "100个", 26, 24.5, 23, "10-12天"),
            ("不锈钢挂钩", "≥100", 3.35, 3.1, 2.75, "现货"),
            ("硅胶垫", 200, None, 1.15, 1.05, "3天内"),
            ("沥水篮", "100个", 8.8, 8.4, 8.1, "两周"),
        ]
        for row, cells in enumerate(goods, 3):
            sheet.write_row(row, 1, list(cells))
            sheet.write_datetime(row, 7, datetime(2026, 1, 3), day)


def rows_of_tiers(path: Path) -> None:
    """One row for each quantity; supplier and product stand in the first row of their group only."""
    lines = [
        ("供货商", "联系人", "微信", "产品名称", "数量", "单价(元)", "税", "备注"),
        ("青岬玩具厂", "沈澜", "qj-shen", "木质拼图", "100", 18.5, "不含税", "含内盒"),
        (None, None, None, None, "500", 17.2, "不含税", "含内盒"),
        (None, None, None, None, "1000", 16.4, "不含税", "含内盒"),
        (None, None, None, "木质积木", "100", 32, "不含税", None),
        (None, None, None, None, "500", 30.5, "不含税", None),
        ("白渚玩具", "许岚", "bz_xu", "木质拼图", "200", 17.9, "含税", None),
        ("小计", None, None, None, None, 6, None, None),
    ]  # fmt: skip
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Sheet1")
        for row, cells in enumerate(lines):
            sheet.write_row(row, 0, list(cells))


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for kind, make in (("xls", merged_suppliers), ("ods", rows_of_tiers)):
            source = Path(folder) / f"{make.__name__.replace('_', '-')}.xlsx"
            make(source)
            made = converted(source, kind, Path(folder) / "made")
            (PLACE / made.name).write_bytes(made.read_bytes())


if __name__ == "__main__":
    main()
