"""Card codes are never kept: a text that looks like a list of them is refused."""

from __future__ import annotations

import re

LEAST_LINES, LEAST_LENGTH = 3, 12
_CODE = re.compile(rf"(?=[A-Z0-9-]*\d)[A-Z0-9](?:-?[A-Z0-9]){{{LEAST_LENGTH - 1},}}", re.IGNORECASE)


def looks_like_codes(text: str) -> bool:
    """Three or more lines that hold nothing but a code of 12 or more letters and digits (RELIABILITY, threat model)."""
    lines = (re.split(r"[\s,;，；:：|]+", line.strip()) for line in text.splitlines())
    return sum(any(_CODE.fullmatch(word) for word in words) and len(words) <= 3 for words in lines) >= LEAST_LINES


def has_code(text: str) -> bool:
    """Whether one word of a line looks like a code of 12 or more letters and digits."""
    return any(_CODE.fullmatch(word) for word in re.split(r"[\s,;，；:：|]+", text))
