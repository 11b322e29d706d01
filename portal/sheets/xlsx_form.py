"""A workbook to fill in: what is asked is locked, what is answered can be typed, and a choice is a list in words."""

from __future__ import annotations

import io
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_range_abs
from xlsxwriter.worksheet import Worksheet

from portal.sheets.xlsx_writer import TEXT, only_sheet, written

KEY, ASKED, HOW, ANSWER, NOTE, OPTIONS = range(6)  # columns; the options of a choice stand in hidden ones from OPTIONS
WIDTHS = {ASKED: 52, HOW: 18, ANSWER: 34, NOTE: 34}  # characters
HIDDEN_WIDTH = 10
LINE = 16  # height of a line of text in points
A4 = 9  # as Excel counts sizes of paper
FIRST = 5  # row of the first question, below the headings
WRAPPED: dict[str, Any] = {"valign": "top", "text_wrap": True}
FRAMED: dict[str, Any] = WRAPPED | {"border": 1, "border_color": "#9AA3AF"}
LOOKS: dict[str, dict[str, Any]] = {
    "text": {},
    "title": WRAPPED | {"bold": True, "font_size": 14},
    "locked": FRAMED,
    "heading": FRAMED | {"bold": True, "bg_color": "#EFF1F4"},
    "open": FRAMED | {"bg_color": "#FFF8DC", "locked": False},
}
Looks = Mapping[str, Format]


@dataclass(frozen=True)
class Asked:
    key: str
    text: str
    how: str  # its unit, or how to answer it
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Locked:
    """The words of a sheet; `heads` are the headings of question, unit, answer and note."""

    key: str  # which form it is, for the program that reads it back
    title: str
    about: tuple[str, str]  # how to fill it in; who asks
    heads: tuple[str, str, str, str]
    questions: tuple[Asked, ...]
    only_listed: str  # said when something is typed that the list does not hold


def locked(form: Locked) -> bytes:
    """The bytes of the file."""
    out = io.BytesIO()
    with only_sheet(out) as (book, sheet):
        looks = {name: book.add_format(TEXT | look) for name, look in LOOKS.items()}
        lay_out(sheet, max([1, *(len(asked.options) for asked in form.questions)]))
        write_head(sheet, form, looks)
        for number, asked in enumerate(form.questions, FIRST - 1):
            write_question(sheet, number, asked, looks)
            if asked.options:
                offer(sheet, number, len(asked.options), form.only_listed)
    return out.getvalue()


def lay_out(sheet: Worksheet, most_options: int) -> None:
    """Locked, on one page in width; what only programs read stands in hidden columns."""
    sheet.protect("", {"format_columns": True, "format_rows": True})
    sheet.freeze_panes(FIRST - 1, 0)
    sheet.set_column(KEY, KEY, HIDDEN_WIDTH, None, {"hidden": True})
    for column, width in WIDTHS.items():
        sheet.set_column(column, column, width)
    sheet.set_column(OPTIONS, OPTIONS + most_options - 1, HIDDEN_WIDTH, None, {"hidden": True})
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)


def write_head(sheet: Worksheet, form: Locked, looks: Looks) -> None:
    lines = ((form.key, form.title, "title", 2), *(("", text, "locked", 1 + text.count("\n")) for text in form.about))
    for number, (key, text, look, height) in enumerate(lines):
        sheet.set_row(number, height * LINE)
        sheet.merge_range(number, ASKED, number, NOTE, "", looks[look])
        sheet.write_string(number, KEY, written(key), looks["text"])
        sheet.write_string(number, ASKED, written(text), looks[look])
    for column, text in enumerate(form.heads, ASKED):
        sheet.write_string(FIRST - 2, column, written(text), looks["heading"])


def write_question(sheet: Worksheet, number: int, asked: Asked, looks: Looks) -> None:
    sheet.write_string(number, KEY, written(asked.key), looks["text"])
    sheet.write_string(number, ASKED, written(asked.text), looks["locked"])
    sheet.write_string(number, HOW, written(asked.how), looks["locked"])
    sheet.write_blank(number, ANSWER, None, looks["open"])
    sheet.write_blank(number, NOTE, None, looks["open"])
    for column, option in enumerate(asked.options, OPTIONS):
        sheet.write_string(number, column, written(option), looks["text"])


def offer(sheet: Worksheet, number: int, count: int, refusal: str) -> None:
    """What can be chosen: a list in the cell itself may hold no commas, so the words stand beside it."""
    words = xl_range_abs(number, OPTIONS, number, OPTIONS + count - 1)
    about = {"validate": "list", "source": f"={words}", "error_message": refusal}
    sheet.data_validation(number, ANSWER, number, ANSWER, about)
