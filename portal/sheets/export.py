"""Lists as spreadsheets: UTF-8 with the mark Excel looks for, and no cell that Excel would run as a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from flask import Response, make_response

from portal.sheets.rules.cells import guarded
from portal.sheets.xlsx_writer import workbook
from portal.web.uploads import XLSX

Lines = Iterable[Sequence[Any]]


def cell(value: Any) -> str:
    return guarded("" if value is None else str(value))


def spreadsheet(name: str, headings: Sequence[str], lines: Lines) -> Response:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([cell(heading) for heading in headings])
    writer.writerows([cell(value) for value in line] for line in lines)
    return download(f"{name}.csv", "text/csv; charset=utf-8", ("\ufeff" + out.getvalue()).encode())


def xlsx(name: str, headings: Sequence[str], lines: Lines) -> Response:
    """The same list as a workbook, every cell of it text."""
    return download(f"{name}.xlsx", XLSX, workbook(headings, lines))


def download(name: str, media_type: str, content: bytes) -> Response:
    answer = make_response(content)
    answer.headers["Content-Type"] = media_type
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
