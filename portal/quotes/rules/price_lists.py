"""Prices by quantity: in one cell ("10", "1: 10; 100: 9.5", "100-499个12.5元"), or one column of a list each."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from decimal import Decimal

from portal.core.rules.spellings import NUMBER, UNIT, each

_TO = r"(?:-|–|—|~|至|到|to)"
_ON = r"(?:起订|起批|起|以上|及以上|以内|\+)"
_STEP = re.compile(
    rf"(?:≥|>=|>|从)?\s*({NUMBER})\s*{UNIT}?\s*(?:{_TO}\s*(?:{NUMBER})\s*{UNIT}?)?\s*{_ON}?\s*[:：=]\s*(.+)",
    re.IGNORECASE,
)
# Without a colon a unit or an "and up" must part the quantity from its price: "12-15" is a range of prices.
_PRICE = r"(?:(?:CNY|RMB|US\$|USD|EUR|HKD|[¥$€£])\s*)?\d+(?:\.\d+)?(?:\s*(?:元|块|CNY|RMB|USD|EUR|HKD))?"
_BARE_STEP = re.compile(
    rf"(?:从\s*)?({NUMBER})\s*(?:{UNIT}?\s*{_TO}\s*(?:{NUMBER})\s*)?(?:{UNIT}\s*{_ON}?|{_ON})\s*,?\s*({_PRICE}(?:\s*/\s*{UNIT})?)",
    re.IGNORECASE,
)
_LEAST_STEP = re.compile(rf"(?:≥|>=|>)\s*({NUMBER})\s*{UNIT}?\s+({_PRICE}(?:\s*/\s*{UNIT})?)", re.IGNORECASE)
_PIECES = re.compile(r"[;；\n|]")
_COMMAS = re.compile(r"、|(?<!\d),|,(?!\d{3}(?!\d))")
# What may stand in the heading of a price column besides its quantity, and what says that it is one.
_MARK = re.compile(
    rf"{UNIT}|起订|起批|起|及以上|以上|[≥>@+]|\d\s*{_TO}\s*\d|from|qty|quantity|and up|or more", re.IGNORECASE
)
_HEADING = re.compile(
    rf"{UNIT}|含税|未税|不含税|出厂|阶梯|梯度|单价|价格|报价|价|起订|起批|起|及以上|以上|[≥>@+:()\[\]元块¥$/~至到-]|from|qty|quantity|unit|"
    r"price|tier|at|and|or|more|up|rmb|cny|usd|\s",
    re.IGNORECASE,
)
LEAST_BARE = 10  # "报价1" is the first price, not one from a single piece
YEARS = range(1990, 2101)  # "2026" is a year
PLATFORM = 1688  # a market place


def steps(cell: str) -> list[tuple[str, str]]:
    """Quantity and price of each step as they were written; the quantity is empty for a price alone."""
    whole = unicodedata.normalize("NFKC", cell)
    pieces = [piece.strip() for piece in _PIECES.split(whole) if piece.strip()]
    if len(pieces) == 1 and len(parts := [part.strip() for part in _COMMAS.split(pieces[0]) if part.strip()]) > 1:
        pieces = parts if all(step(part)[0] for part in parts) else pieces
    return [step(piece) for piece in pieces]


def step(piece: str) -> tuple[str, str]:
    parts = _STEP.fullmatch(piece) or _BARE_STEP.fullmatch(piece) or _LEAST_STEP.fullmatch(piece)
    return (parts[1], each(parts[2])) if parts else ("", each(piece))


def heading_quantity(heading: str) -> int | None:
    """From how many pieces on the prices of a column hold: "500个起", "100-499", "≥1,000". None: it does not say."""
    words = re.sub(
        r"阶梯(?:价)?\s*\d\s*[:：]?|tier\s*\d\s*:?",
        "",
        unicodedata.normalize("NFKC", heading).strip(),
        flags=re.IGNORECASE,
    )
    numbers = re.findall(NUMBER, words)
    rest = _HEADING.sub("", re.sub(NUMBER, "", words))
    if rest or not 1 <= len(numbers) <= 2 or words.startswith("<"):
        return None
    first, last = (int(number.replace(",", "")) for number in (numbers[0], numbers[-1]))
    if not _MARK.search(words) and (first < LEAST_BARE or first in YEARS or first == PLATFORM):
        return None
    return first if first and first <= last else None


def price_list(breaks: Iterable[tuple[int, Decimal]]) -> str:
    """The cell that `steps` reads as these prices."""
    return "; ".join(f"{quantity}: {price.normalize():f}" for quantity, price in breaks)
