"""A workbook to fill in: what is asked is locked, what is answered can be typed, and a choice is a list in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from portal.sheet_writer import (
    LOCKED,
    LOCKED_HEADING,
    OPEN,
    TEXT_STYLE,
    TITLE,
    columns,
    letters,
    packed,
    pane,
    row,
)

KEY, ASKED, HOW, ANSWER, NOTE, OPTIONS = range(6)  # columns; the options of a choice stand in hidden ones from OPTIONS
WIDTHS = {ASKED: 52, HOW: 18, ANSWER: 34, NOTE: 34}  # characters
LINE = 16  # height of a line of text in points
FIRST = 5  # row of the first question, below the headings


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
    return packed(parts(form))


def parts(form: Locked) -> Iterator[str]:
    most = max([1, *(len(one.options) for one in form.questions)])
    yield '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' + pane(FIRST - 1)
    widths = "".join(columns(place + 1, place + 1, width) for place, width in WIDTHS.items())
    yield f"<cols>{columns(1, 1, 10, True)}{widths}{columns(OPTIONS + 1, OPTIONS + most, 10, True)}</cols>"
    yield "<sheetData>" + row(1, [form.key, form.title], [TEXT_STYLE, TITLE], 2 * LINE)
    for number, text in enumerate(form.about, 2):
        yield row(number, ["", text], [TEXT_STYLE, LOCKED], (1 + text.count("\n")) * LINE)
    yield row(FIRST - 1, ["", *form.heads], [TEXT_STYLE, *[LOCKED_HEADING] * 4])
    for number, one in enumerate(form.questions, FIRST):
        yield asked(number, one)
    yield '</sheetData><sheetProtection sheet="1" objects="1" scenarios="1" formatColumns="0" formatRows="0"/>'
    yield '<mergeCells count="3"><mergeCell ref="B1:E1"/><mergeCell ref="B2:E2"/><mergeCell ref="B3:E3"/></mergeCells>'
    yield lists(form)
    yield '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
    yield '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'


def asked(number: int, one: Asked) -> str:
    cells: list[Any] = [one.key, one.text, one.how, "", "", *one.options]
    styles: Sequence[int] = [TEXT_STYLE, LOCKED, LOCKED, OPEN, OPEN, *[TEXT_STYLE] * len(one.options)]
    return row(number, cells, styles)


def lists(form: Locked) -> str:
    """What can be chosen: a list in the cell itself may hold no commas, so the words stand beside it."""
    found = [
        '<dataValidation type="list" allowBlank="1" showErrorMessage="1" '
        f'error="{escape(form.only_listed, {chr(34): "&quot;"})}" sqref="{letters(ANSWER)}{number}">'
        f"<formula1>${letters(OPTIONS)}${number}:${letters(OPTIONS + len(one.options) - 1)}${number}</formula1>"
        "</dataValidation>"
        for number, one in enumerate(form.questions, FIRST)
        if one.options
    ]
    return f'<dataValidations count="{len(found)}">{"".join(found)}</dataValidations>' if found else ""
