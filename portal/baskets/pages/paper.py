"""The one page of paper of a basket: its type grows with fewer lines, so that the page is filled and stays one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import ceil

from portal.baskets.pages.cards import PlanCard, SourceRow
from portal.baskets.pages.notes import FIRST_NOTES, BasketNote
from portal.baskets.pages.table import BasketCell, BasketHead, BasketRow, BasketTable
from portal.baskets.pages.verdict import BasketVerdict
from portal.web.geometry import RAGGED_PAPER, text_width

SIZES = (12, 11, 10, 9)  # points
SMALLEST = 9
LINE = 1.27 * 25.4 / 72  # mm of a line, for each point
HEIGHT = 193  # mm of A4 across, less its margins and the air between the parts
WIDTH = 774  # points of a line of the whole width
FIRST, FIRST_BRIEF, SUM_BRIEF = (
    0.22,
    0.31,
    0.085,
)  # share of the width that the names of the products take, and the sums
LARGE, SMALL = 1.1, 0.88  # of the type: the first sentence, and what stands below a figure
SIGNED = 3  # lines to sign on, with the air above
FULL, HALF = 0.98, 0.45  # share of the width
LEAST_NOTES = 1
NAMELESS = 2  # lines that the ways save without the names of the suppliers
RAGGED = 1.08  # long words leave air at the ends of lines


@dataclass(frozen=True)
class BasketPaper:
    size: int  # in points
    verdict: BasketVerdict
    notes: tuple[BasketNote, ...]
    left: int = 0  # notes there is no room for
    brief: bool = False  # so much that what each supplier covers alone stands in the table, not below


@dataclass(frozen=True)
class PaperParts:
    verdict: BasketVerdict
    cards: list[PlanCard]
    table: BasketTable | None
    sources: list[SourceRow]
    notes: list[BasketNote]


def paper_of(parts: PaperParts, lettered: Callable[[], PaperParts]) -> BasketPaper:
    """All notes where they fit; where they do not, the table in signs, suppliers as letters, the first notes alone."""
    for first in (len(parts.notes), min(len(parts.notes), FIRST_NOTES)):
        notes = parts.notes[:first]
        for size in SIZES:
            top = above(parts, size) + table_lines(parts.table, size)
            beside = max(sum(source_lines(row, size) for row in parts.sources), note_lines(notes, HALF, size))
            if fits(top + beside + (first < len(parts.notes)), size):
                return BasketPaper(size, parts.verdict, tuple(notes), len(parts.notes) - first)
    return brief_paper(lettered())


def brief_paper(parts: PaperParts) -> BasketPaper:
    notes = parts.notes
    top = above(parts, SMALLEST) + brief_lines(parts.table) - NAMELESS
    while len(notes) > LEAST_NOTES and not fits(
        top + note_lines(notes, FULL, SMALLEST) + (len(notes) < len(parts.notes)), SMALLEST
    ):
        notes = notes[:-1]
    return BasketPaper(SMALLEST, parts.verdict, tuple(notes), len(parts.notes) - len(notes), brief=True)


def fits(lines: float, size: int) -> bool:
    return (lines + SIGNED) * size * LINE <= HEIGHT


def above(parts: PaperParts, size: int) -> float:
    """The lines of head, verdict and ways."""
    lead = lines_of(parts.verdict.lead, FULL, size * LARGE) * LARGE
    rest = sum(lines_of(text, FULL, size * SMALL) * SMALL for text in parts.verdict.rest)
    ways = 3 + max((lines_of(card.names, FULL / len(parts.cards) - 0.03, size) for card in parts.cards), default=0)
    return 2.5 + lead + rest + ways


def brief_lines(table: BasketTable | None) -> float:
    """In the smallest type, notes as signs, and names of products on wider lines."""
    if table is None:
        return 0
    share = (1 - FIRST_BRIEF - SUM_BRIEF) / len(table.heads) - 0.008
    rows = sum(brief_row_lines(row, share) + 0.35 for row in table.rows)
    heads = max(
        lines_of(f"   {head.letter} {head.name} {head.roles} {head_signs(head)}", share, SMALLEST)
        for head in table.heads
    )
    return heads + rows + (len(table.sums) + 1) * 1.35


def table_lines(table: BasketTable | None, size: int) -> float:
    if table is None:
        return 0
    share = (1 - FIRST) / (len(table.heads) + 1) - 0.012
    heads = max(head_lines(head, share, size) for head in table.heads)
    return heads + len(table.sums) * 1.3 + sum(row_lines(row, share, size) + 0.3 for row in table.rows)


def brief_row_lines(row: BasketRow, share: float) -> int:
    label = lines_of(f"{row.label} {row.sign}", FIRST_BRIEF, SMALLEST)
    signs = (" ".join([cell.price, *(note.sign or note.text for note in cell.notes)]) for cell in row.cells)
    return max(label, *(lines_of(text, share, SMALLEST) for text in signs))


def head_signs(head: BasketHead) -> str:
    return " ".join(note.sign for note in head.notes)


def head_lines(head: BasketHead, share: float, size: int) -> float:
    texts = [head.roles] if head.roles else []
    return lines_of(f"   {head.name}", share, size) + sum(
        lines_of(text, share, size * SMALL) for text in [*texts, *(note.text for note in head.notes)]
    )


def row_lines(row: BasketRow, share: float, size: int) -> int:
    if size == SMALLEST:
        label = lines_of(f"{row.label} {row.about}", FIRST - 0.01, size)
        return max(label, *(lines_of(cell_text(cell), share, size) for cell in row.cells))
    label = lines_of(row.label, FIRST - 0.01, size) + 1
    return max(label, *(1 + sum(lines_of(note.text, share, size) for note in cell.notes) for cell in row.cells))


def cell_text(cell: BasketCell) -> str:
    return " ".join([cell.price, "  " * cell.chosen, *(f" {note.text}" for note in cell.notes)])


def source_lines(row: SourceRow, size: int) -> float:
    name, lacks = lines_of(f"{row.name} {row.covers}", HALF, size), lines_of(row.lacks, HALF, size)
    return name + lacks + bool(row.gap or row.lacks) + 0.6


def note_lines(notes: Iterable[BasketNote], share: float, size: int) -> float:
    return 2.4 + sum(lines_of("   " * len(note.numbers) + note.text, share - 0.02, size) + 0.3 for note in notes)


def lines_of(text: str, share: float, size: float) -> int:
    """How many lines a text takes in this share of the width."""
    lines = text_width(text, RAGGED_PAPER) * size / (WIDTH * share)
    return 1 if lines <= 1 else ceil(lines * RAGGED)
