"""Where points, steps and labels of a chart come to lie, and how wide a text is. Coordinates are rounded to 0.1."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import NamedTuple

Number = Decimal | float | int
SMALLEST = 4e-6  # money has six decimals
FIRST_WIDE = "\u2e80"  # Chinese and what stands with it
LABEL_SIZE = 11  # px


class LetterWidths(NamedTuple):
    """In sizes of the type."""

    latin: float
    digit: float
    wide: float = 1.0


LABEL = LetterWidths(6.2 / LABEL_SIZE, 6.2 / LABEL_SIZE)
PAPER = LetterWidths(0.55, 0.64)  # a broad sans serif, as nobody knows the letters of a printer
RAGGED_PAPER = LetterWidths(0.557, 0.557, 1.114)  # where whole words and names leave air at the ends of short lines


class Scale:
    def __init__(self, low: float, high: float, start: float, end: float) -> None:
        self.low, self.span, self.start, self.end = low, high - low, start, end

    def __call__(self, value: Number) -> float:
        part = (float(value) - self.low) / self.span if self.span else 0.5
        return round(self.start + (self.end - self.start) * min(max(part, 0), 1), 1)


def path(points: Sequence[tuple[float, float] | None]) -> str:
    pieces, pen = [], "M"
    for point in points:
        if point is None:
            pen = "M"
        else:
            pieces.append(f"{pen}{point[0]:g} {point[1]:g}")
            pen = " "
    return "".join(pieces)


def spoke(at: int, axes: int, part: float) -> tuple[float, float]:
    angle = 2 * math.pi * at / axes
    return round(130 + 72 * part * math.sin(angle), 1), round(92 - 72 * part * math.cos(angle), 1)


def polygon(parts: Sequence[float]) -> str:
    corners = [spoke(at, len(parts), min(max(part, 0), 1)) for at, part in enumerate(parts)]
    return f"{path(corners)}z"


def nice(low: float, high: float) -> list[float]:
    """Four to six round steps that hold low and high."""
    rough = max((high - low) or abs(high) or 1, SMALLEST) / 4
    size = 10.0 ** math.floor(math.log10(rough))
    step = next(size * factor for factor in (1, 2, 5, 10) if size * factor >= rough)
    first, last = math.floor(low / step), math.ceil(high / step)
    if first == last:
        last += 1
    return [round(step * at, 6) for at in range(first, last + 1)]


def apart(heights: Sequence[float], gap: float = 12) -> list[float]:
    """The same heights, pushed down until no two labels overlap, kept inside the picture."""
    order = sorted(range(len(heights)), key=lambda at: heights[at])
    placed = list(heights)
    for before, at in pairwise(order):
        placed[at] = max(placed[at], round(placed[before] + gap, 1))
    excess = max(max(placed, default=0) - 174, 0)
    return [round(height - excess, 1) for height in placed]


def text_width(text: str, letters: LetterWidths) -> float:
    return sum(letter_width(letter, letters) for letter in text)


def letter_width(letter: str, letters: LetterWidths) -> float:
    if letter >= FIRST_WIDE:
        return letters.wide
    return letters.digit if letter.isdigit() else letters.latin


def fit(text: str, room: float) -> str:
    """The text, cut with an ellipsis where it is wider than `room` pixels."""
    ends = accumulate(letter_width(letter, LABEL) * LABEL_SIZE for letter in text)
    cut = next((at for at, end in enumerate(ends) if end > room), None)
    return text if cut is None else text[: max(cut - 1, 1)].rstrip() + "…"
