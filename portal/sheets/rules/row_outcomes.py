"""What becomes of a row of a sheet, and what is wrong with a cell of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

YES = ("是", "有", "对", "√", "✓", "yes", "y", "true", "1")
NO = ("否", "无", "没有", "×", "no", "n", "false", "0")


class RowOutcome(StrEnum):
    new = "new"
    changed = "changed"
    unchanged = "unchanged"
    skipped = "skipped"
    refused = "refused"


@dataclass(frozen=True)
class CellFault:
    """What is wrong with a cell, or with the row where `field` is empty; `about` is what the sentence names."""

    code: str  # said (by the form), missing, twin, several, banned, ...
    field: str = ""
    about: str = ""
    row: int = 0  # of the file, where it is not that of the record
