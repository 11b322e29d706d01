"""What the heading of a column says of its cells: the unit of their figures."""

from __future__ import annotations

import re
import unicodedata

from portal.imports.rules.spellings import CASE, DAYS_OF, UNIT, WORKING
from portal.quotes.rules.price_lists import heading_quantity

CURRENCY = r"(?:人民币|美元|美金|欧元|英镑|港币|日元|元|块|万元|rmb|cny|usd|us\$|eur|gbp|hkd|jpy|[¥$€£])"
_BRACKETS = re.compile(r"[(\[【](.*?)[)\]】]|[/／]\s*([^/()\[\]【】]+)$")
_DAYS = "|".join(sorted((re.escape(word) for word in (*DAYS_OF, *WORKING)), key=len, reverse=True))
_COUNTED = rf"(?:{UNIT}|{CASE})"
# A currency alone counts for the whole list, and is not one of each cell.
_UNIT = re.compile(rf"万元|{CURRENCY}?\s*/\s*{_COUNTED}|{_COUNTED}|{_DAYS}|[%千百万kw]", re.IGNORECASE)
_FIGURE = re.compile(r"[\d.,，]+")


def heading_unit(heading: str) -> str:
    """The unit that a heading names: "单价(元/箱)", "起订量(打)", "Lead time (weeks)"; empty for none."""
    words = unicodedata.normalize("NFKC", heading).strip()
    for parts in _BRACKETS.finditer(words):
        unit = (parts[1] or parts[2] or "").strip()
        if _UNIT.fullmatch(unit) and not heading_quantity(unit):
            return unit
    return ""


def with_unit(text: str, unit: str) -> str:
    """A bare figure with the unit of its column; a cell that says more says it itself."""
    return f"{text}{unit}" if unit and _FIGURE.fullmatch(unicodedata.normalize("NFKC", text)) else text
