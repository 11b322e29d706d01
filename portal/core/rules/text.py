"""Text and numbers as people type and paste them, in Chinese and English."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

LARGEST_ID = 2**31 - 1  # what the id column of either engine holds
LONGEST_ID = len(str(LARGEST_ID))
MOST_PAGES = 10_000  # of a list; nobody turns further

# C0 and C1 control characters except tab and newline; NUL stays, so that the form can refuse it by name.
_CONTROL = re.compile("[\x01-\x08\x0b-\x1f\x7f-\x9f]")
# Nobody sees them, though Unicode files them under letters and marks: fillers, joiners, variation selectors.
_UNSEEN = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
_CURRENCY = re.compile(r"^(?:CNY|RMB|US\$|USD|[¥$€£])|(?:元|块|CNY|RMB)$", re.IGNORECASE)


def whole(value: Any) -> int | None:
    """A row id as people and addresses give it; None for what no row can have."""
    text = str(value or "")[: LONGEST_ID + 1]
    return int(text) if text.isdecimal() and int(text) <= LARGEST_ID else None


def page_number(value: Any) -> int:
    """Which page of a list an address asks for; the first where it names none."""
    return max(1, min(whole(value) or 1, MOST_PAGES))


def clean(text: str) -> str:
    """The text in NFC, line ends as newline, control characters removed."""
    return _CONTROL.sub("", unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n")))


def folded(text: str) -> str:
    """The text as searches compare it: NFKC, case folded, spaces collapsed."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def visible(text: str) -> str:
    """The text as it looks: half-width, without characters nobody sees, spaces collapsed; case stays."""
    seen = (char for char in unicodedata.normalize("NFKC", text) if char.isspace() or not _UNSEEN.match(char))
    return " ".join("".join(char for char in seen if char.isspace() or unicodedata.category(char)[0] != "C").split())


def odd_figures(text: str) -> bool:
    """Whether raised, circled or broken figures stand in it: "5²" would become 52."""
    return any(unicodedata.category(char) == "No" for char in text)


def plain_number(text: str) -> str:
    """A pasted figure as plain digits: full-width forms, thousands commas, currency marks and 万 are understood.

    "１，２００．５０" -> "1200.50", "¥3.5万" -> "35000". Text that is no number comes back as it is, for the
    caller to refuse. "5²" and "1_0" are none.
    """
    if odd_figures(text) or re.search(r"\d_|_\d", text):
        return text.replace("_", " _ ")  # Decimal would read 1_0 as 10
    plain = _CURRENCY.sub("", unicodedata.normalize("NFKC", text).strip()).strip()
    if re.fullmatch(r"[+-]?\d{1,3}(?:,\d{3}){1,9}(?:\.\d+)?万?", plain):
        plain = plain.replace(",", "")
    if match := re.fullmatch(r"([+-]?)(\d{1,30})(?:\.(\d{1,4}))?万", plain):
        sign, whole, part = match.groups()
        plain = f"{sign}{int(whole + (part or '').ljust(4, '0'))}"
    # Digits of other scripts become ASCII digits; everything else is left for the parser to judge.
    return "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in plain)
