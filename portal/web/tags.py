"""A tag made ready for the macro `ui.tag`: `{{ ui.tag(*sample.tag) }}`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from portal.web.words import word

Looks = Mapping[str, tuple[str, ...]]  # code -> tone and symbol of its tag


class Tag(NamedTuple):
    text: str
    tone: str = ""  # ok warn bad info acc line
    symbol: str = ""


def tag_of(code: str, kind: str, looks: Looks) -> Tag:
    """The word of a code; one without a look of its own is grey."""
    return Tag(word(code, kind), *looks.get(code, ()))
