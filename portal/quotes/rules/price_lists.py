"""Prices by quantity in one cell: "10", or "1: 10; 100: 9.5"."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from portal.sheets.rules.cells import pieces

_QUANTITY = r"(?:≥|>=|从)?\s*([\d,]+)\s*(?:件|个|只|张|pcs|pc|units?)?\s*(?:起|以上|\+)?"
_STEP = re.compile(rf"{_QUANTITY}\s*[:：]\s*(.+)", re.IGNORECASE)


def steps(cell: str) -> list[tuple[str, str]]:
    """Quantity and price of each step as they were written; the quantity is empty for a price alone."""
    written = []
    for piece in pieces(cell):
        step = _STEP.fullmatch(unicodedata.normalize("NFKC", piece))
        written.append((step[1], step[2].strip()) if step else ("", piece))
    return written


def price_list(breaks: Iterable[tuple[int, Decimal]]) -> str:
    """The cell that `steps` reads as these prices."""
    return "; ".join(f"{quantity}: {price.normalize():f}" for quantity, price in breaks)
