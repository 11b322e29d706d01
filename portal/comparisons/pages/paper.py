"""A comparison on one A4 page in landscape: how large its type can be, and what a first meeting has to ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import ceil
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.comparisons.pages.rows.cells import ComparisonCell, ComparisonRow
from portal.comparisons.pages.rows.cost import cost_text
from portal.comparisons.pages.sections import preview
from portal.comparisons.pages.watch import watch_lines
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.missing.pages.missing import gap_text
from portal.missing.rules import MissingPiece, gaps
from portal.web.filters import listed, percent
from portal.web.geometry import PAPER, text_width
from portal.web.words import word

LARGEST, SMALLEST = 12, 9  # points
WIDTH, HEIGHT = 774, 545  # points of the page within its margins
LABEL, FIRST_LABEL = 8.0, 10.5  # the width of the first column, in letters
CELL_AIR, ROW_AIR = 15, 3  # beside a cell and above a row, in points
LINE, TIGHT_LINE = 1.27, 1.16  # the height of a line in letters
NOTE = 0.9  # of the type
FEW_REMARKS = 3  # what stands first of them is the gravest, and stays
FRAME = 80  # head, lines to sign and the air between the parts, in points


class MissingOfAll(NamedTuple):
    """What the same suppliers lack: on paper their marks stand there."""

    text: str
    columns: tuple[Column, ...]
    all: bool  # of every supplier


def paper(sheet: SideBySide, conclusion: str = "") -> dict[str, Any]:
    """`conclusion`: what a person wrote below it."""
    values = preview(sheet) | {"watch": watch_lines(sheet), "weights": weights_text(sheet)}
    values |= {"first": sheet.only_prices, "missing": missing_of_all(sheet), "questions": tuple(questions(sheet))}
    telling = tuple(row for row in values["table"].more if row.differs)
    values["table"] = values["table"]._replace(more=telling)
    size = points(values, conclusion)
    tight = height(values, conclusion, size) > HEIGHT
    left_out = list(left_off(values, conclusion)) if tight else []
    return values | {"points": size, "tight": tight, "left_out": listed(left_out)}


def left_off(values: dict[str, Any], conclusion: str) -> Iterator[str]:
    """What stands on the screen only: the last rows, then the last remarks, until the page holds the smallest type."""
    while values["table"].more and height(values, conclusion, SMALLEST, TIGHT_LINE) > HEIGHT:
        *kept, least = values["table"].more
        values["table"] = values["table"]._replace(more=tuple(kept))
        yield least.label
    remarks = len(values["watch"])
    while len(values["watch"]) > FEW_REMARKS and height(values, conclusion, SMALLEST, TIGHT_LINE) > HEIGHT:
        values["watch"] = values["watch"][:-1]
    if less := remarks - len(values["watch"]):
        yield ngettext("%(num)d more remark", "%(num)d more remarks", less)


def weights_text(sheet: SideBySide) -> str:
    shares = (f"{word(criterion, 'criterion')} {percent(sheet.scheme.share(criterion))}" for criterion in sheet.weighty)
    return " · ".join(shares)


def missing_of_all(sheet: SideBySide) -> list[MissingOfAll]:
    """By the suppliers that lack the same, most of them first; what could change the comparison most first."""
    order, lacking, piece_of = list(MissingPiece), defaultdict[str, list[Column]](list), dict[str, MissingPiece]()
    for column in sheet.columns:
        for gap in gaps(sheet, column):
            text = gap_text(sheet, column, gap)
            lacking[text].append(column)
            piece_of[text] = gap.piece
    alike = defaultdict[tuple[Column, ...], list[str]](list)
    for text in sorted(lacking, key=lambda text: order.index(piece_of[text])):
        alike[tuple(lacking[text])].append(text)
    return [
        MissingOfAll(_(", ").join(texts), columns, len(columns) == len(sheet.columns))
        for columns, texts in sorted(alike.items(), key=lambda line: -len(line[0]))
    ]


def questions(sheet: SideBySide) -> Iterator[str]:
    """What a meeting over first prices has to settle."""
    if not sheet.only_prices:
        return
    first, lead = sheet.lowest_price, sheet.cost_lead
    if first and lead and lead.less:
        apart = cost_text(lead.less, sheet)
        yield _(
            "Why is %(name)s %(amount)s a piece cheaper: the same material, weight and parts?",
            name=first.dossier.name,
            amount=apart,
        )
    yield _("What does a piece cost at our door: who pays freight, cartons and labels?")
    yield _("Of which two do we ask for samples first, who tests them, and by when?")
    yield _("For how much will we sell it, and how many a month?")


def points(values: dict[str, Any], conclusion: str) -> int:
    """The largest type with which everything fits one page."""
    sizes = range(LARGEST, SMALLEST, -1)
    return next((size for size in sizes if height(values, conclusion, size) <= HEIGHT), SMALLEST)


def height(values: dict[str, Any], conclusion: str, size: int, line: float = LINE) -> float:
    """How tall the page comes out in points; an estimate on the safe side."""
    verdict, table, label = values["verdict"], values["table"], FIRST_LABEL if values["first"] else LABEL
    broad = WIDTH / size
    spoken = lines_of("".join(verdict), broad / 1.1) + (lines_of(conclusion, broad) if conclusion else 0)
    column = (WIDTH - label * size) / len(table.heads) / size - CELL_AIR / size
    rows = [*table.rows, *table.more]
    heads = 1 + max(lines_of(head.name, column - 1.5) for head in table.heads) + bool(table.groups)
    lines = heads + sum(row_lines(row, label, column) for row in rows)
    parts = 3 if values["first"] else 2
    below = ceil(sum(list_lines(values, broad / parts - 3.5)) / parts) + 1
    return FRAME + size * line * (spoken + lines + below) + ROW_AIR * (len(rows) + below)


def list_lines(values: dict[str, Any], room: float) -> Iterator[int]:
    """How many lines each of the lists below the table takes, with its heading."""
    marks = 2 * "m"
    yield 1 + sum(lines_of(line.before + marks * len(line.columns) + line.after, room) for line in values["watch"])
    yield 1 + sum(lines_of(line.text + marks * len(line.columns), room) for line in values["missing"])
    yield sum(lines_of(question, room) for question in ("", *values["questions"]))


def row_lines(row: ComparisonRow, label: float, room: float) -> int:
    return max(lines_of(row.label, label - 1), *(cell_lines(cell, room) for cell in row.cells))


def cell_lines(cell: ComparisonCell, room: float) -> int:
    """Notes are written smaller, after a dot."""
    letters = sum(
        text_width(f"{piece.text}{piece.more} · ", PAPER) * (NOTE if piece.kind == "note" else 1)
        for piece in cell.pieces
    )
    return max(1, ceil(letters / room))


def lines_of(text: str, room: float) -> int:
    return max(1, ceil(text_width(text, PAPER) / max(room, 1)))
