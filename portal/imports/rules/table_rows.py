"""Rows of a list that are no records."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_TOTAL = re.compile(
    r"(?:合计|小计|总计|共计|总数|汇总)(?:[:(\s].*|\d.*)?|共\s*\d+\s*(?:家|个|条|行|款|种|项).*|"
    r"(?:sub|grand )?totals?(?:[:\s].*)?",
    re.IGNORECASE,
)


def is_total(cells: Sequence[str]) -> bool:
    """Whether a row sums up those above it: "合计", "小计：", "共 30 家", "Total"."""
    first = next((cell for cell in cells if cell.strip()), "")
    return bool(_TOTAL.fullmatch(unicodedata.normalize("NFKC", first).strip()))
