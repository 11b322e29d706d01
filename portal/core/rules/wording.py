"""Texts that come with the product, in both languages, and the places in them that a figure fills."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from portal.core.rules.plain_data import refuse

EMPTY = "—"  # stands where a figure is missing and the sentence cannot do without it
_PLACE = re.compile(r"\{(\w+)\}")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")


@dataclass(frozen=True)
class Text:
    zh: str
    en: str

    def __post_init__(self) -> None:
        refuse(unclosed(self.zh, self.en))

    def for_(self, language: str) -> str:
        """The text in `zh` or `en`; anything else reads English."""
        return self.zh if language.startswith("zh") else self.en


def places(text: str) -> frozenset[str]:
    """Names of the placeholders in a text."""
    return frozenset(_PLACE.findall(text))


def fill(text: str, values: Mapping[str, str]) -> str:
    """The sentence with its placeholders filled by texts already formatted for the reader.

    A part in `[ ]` is left out when a placeholder in it is empty or not given; outside such a part an empty one
    shows as a dash.
    """
    kept = _OPTIONAL.sub(lambda part: part[1] if all(values.get(name) for name in places(part[1])) else "", text)
    return _PLACE.sub(lambda place: values.get(place[1]) or EMPTY, kept)


def well_formed(text: str) -> bool:
    """Every brace names a placeholder, and every optional part closes before the next one opens."""
    return not set("{}[]") & set(_PLACE.sub("", _OPTIONAL.sub(r"\1", text)))


def unclosed(*texts: str) -> dict[str, bool]:
    """The rule that every text that comes with the product keeps, and whether one of these breaks it."""
    return {"a { } or [ ] is not closed, or stands inside another": not all(map(well_formed, texts))}
