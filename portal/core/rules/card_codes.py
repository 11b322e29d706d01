"""Card codes are never kept: a text that looks like a list of them is refused."""

from __future__ import annotations

import re
import unicodedata

LEAST_LINES, LEAST_LENGTH = 3, 12
_CODE = re.compile(rf"(?=[A-Z0-9-]*\d)[A-Z0-9](?:-?[A-Z0-9]){{{LEAST_LENGTH - 1},}}", re.IGNORECASE)

SHORTEST = 8  # letters and digits that a remark may not have in one piece
_DAY = re.compile(r"(?<![0-9A-Z-])20\d\d-(?:0?[1-9]|1[0-2])-(?:0?[1-9]|[12]\d|3[01])(?![0-9A-Z-])", re.I)
_PIECE = re.compile(
    r"[A-Z0-9]+(?:-+[A-Z0-9]+)+"  # groups of capitals and digits
    r"|(?=[A-Z]*\d)[A-Z0-9]+(?:[ -]+(?=[A-Z]*\d)[A-Z0-9]+)*"  # groups that each hold a digit, spaces between them too
    r"|[A-Za-z0-9]+"
)


def looks_like_codes(text: str) -> bool:
    """Three or more lines that hold nothing but a code of 12 or more letters and digits (RELIABILITY, threat model)."""
    lines = (re.split(r"[\s,;，；:：|]+", line.strip()) for line in text.splitlines())
    return sum(any(_CODE.fullmatch(word) for word in words) and len(words) <= 3 for words in lines) >= LEAST_LINES


def has_code(text: str) -> bool:
    """Whether one word of a line looks like a code of 12 or more letters and digits."""
    return any(_CODE.fullmatch(word) for word in re.split(r"[\s,;，；:：|]+", text))


def may_be_code(text: str) -> bool:
    """Whether a remark has a piece of SHORTEST letters and digits that holds a digit or is all in capitals.

    Width, spaces and dashes between groups make no difference; a day such as 2026-11-24 is none.
    """
    plain = "".join(_as_typed(char) for char in unicodedata.normalize("NFKC", text))
    pieces = (re.sub("[ -]", "", piece) for piece in _PIECE.findall(_DAY.sub(" . ", plain)))
    return any(len(piece) >= SHORTEST and (piece.isupper() or not piece.isalpha()) for piece in pieces)


def _as_typed(char: str) -> str:
    kind = unicodedata.category(char)
    if char.isspace() or kind[0] == "Z":
        return " "
    if kind == "Pd" or char == "\N{MINUS SIGN}":
        return "-"
    return "" if kind[0] == "C" else char
