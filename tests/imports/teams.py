"""Files as other teams keep them. Companies, people and prices are invented."""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

MADE = Path(__file__).parent / "team_files"


def workbook(lines: list[tuple[Any, ...]], merged: tuple[tuple[int, int, int, int], ...] = ()) -> bytes:
    """An XLSX; `merged`: first row, first column, last row, last column of cells that are one."""
    data = io.BytesIO()
    with xlsxwriter.Workbook(data, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy/m/d"})
        for number, cells in enumerate(lines):
            for column, cell in enumerate(cells):
                if isinstance(cell, datetime):
                    sheet.write_datetime(number, column, cell, day)
                elif cell is not None:
                    sheet.write(number, column, cell)
        for top, left, bottom, right in merged:
            sheet.merge_range(top, left, bottom, right, lines[top][left])
    return data.getvalue()


MERGED_SUPPLIERS = (MADE / "merged-suppliers.xls").read_bytes()
ROWS_OF_TIERS = (MADE / "rows-of-tiers.ods").read_bytes()
SIDE_BY_SIDE = workbook(
    [
        ("2026年11月 三家比价",),
        ("品名", "规格", "临溪五金", None, "南屿塑胶", None),
        (None, None, "单价", "交期", "单价", "交期"),
        ("挂钩", "5 cm", 3.2, "7天", 3.35, "现货"),
        ("置物架", "双层", 26, "10天", 24.8, "15天"),
    ],
    ((0, 0, 0, 5), (1, 2, 1, 3), (1, 4, 1, 5)),
)
SIDE_BY_SIDE_FLAT = "品名,临溪五金 单价,南屿塑胶 单价\n挂钩,3.2,3.35\n置物架,26,24.8\n"
QUOTATION = workbook(
    [
        ("永岭杯业有限公司",),
        ("地址：浙江省永康市  电话：0579-0000 0000  联系人：刘洋",),
        ("报 价 单",),
        ("致：某某电商", None, None, None, "日期：2026年11月5日"),
        ("序号", "品名", "规格", "单位", "数量", "含税单价(元)", "金额", "备注"),
        (1, "316 保温杯", "500 ml", "个", 500, 23.5, 11750, "单个彩盒"),
        (2, "316 保温杯", "750 ml", "个", 500, 27, 13500, None),
        (3, "玻璃饭盒", "三格", "个", 300, 15.2, 4560, None),
        ("合计", None, None, None, 1300, None, 29810, None),
        (None, "付款方式：30%定金，70%发货前付清"),
        (None, "交货期：", "收到定金后 15 天"),
        (None, "以上报价有效期 30 天", None, None, None, None, None, None),
        ("公司盖章：永岭杯业有限公司",),
    ],
    ((0, 0, 0, 7), (1, 0, 1, 7), (2, 0, 2, 7)),
)
TEXT_NAMED_XLS = (
    "供应商名称\t品名\t货号\t批发价\t起批量\t发货时间\t是否含税\r\n"
    "栈桥百货\t帆布袋\tZQ-01\t¥12.50\t≥50\t3天内\t不含\r\n"
    "栈桥百货\t折叠伞\tZQ-02\t1: 21.5; 500: 20.64\t200个\t两周\t含13%税\r\n"
).encode("utf-16")
DIGITAL = (
    "供货商,商品,面值,价格,库存,备注\n"
    "星桥卡券,视频月卡,30,9.5折,有货,\n"
    "星桥卡券,视频年卡,258,88折,缺货,下月到货\n"
    "云栈充值,话费,100,98.6,充足,\n"
    "云栈充值,流量包,,7.5折,有货,\n"
)
ENGLISH = workbook(
    [
        ("Price comparison, November 2026",),
        ("Supplier", "Contact", "Email", "Item", "Unit price (USD)", "100+", "500+", "MOQ", "Lead time", "Incoterms",
         "Stock", "Remarks"),
        ("Linxi Hardware", "Lan Shen", "lan@linxi.example", "Steel hook", 0.52, 0.48, 0.45, "200 pcs", "2-3 weeks",
         "FOB", "in stock", "sample free"),
        ("Nanyu Plastics", "Yan Xu", "xu@nanyu.example", "Dish rack", "$3.10", "$2.95", "TBD", "1 carton (24 pcs)",
         "15 working days", "EXW", "out of stock", None),
    ],
)  # fmt: skip
