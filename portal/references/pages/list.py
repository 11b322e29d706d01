"""The list of sealed samples and reference orders made ready for its templates, and that of one sample."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.core.rules.text import page_number
from portal.references.pages.notices import ahead
from portal.references.queries import read
from portal.references.rules import Reference, ReferenceGap, ReferenceState
from portal.web.list_filters import ListWay
from portal.web.words import pairs, word

PER_PAGE = 50


class ReferenceRow(NamedTuple):
    reference: Reference
    state: ReferenceState
    lacks: str  # what it still needs; empty where it is whole or was replaced


@dataclass(frozen=True)
class ReferenceResults:
    ways: list[ListWay]
    rows: list[ReferenceRow]
    previous: str  # addresses; empty at the ends
    following: str


def results(asked: Mapping[str, str], today: date) -> ReferenceResults:
    """A page of references, as the address asks for it."""
    on_file, show = rows(read(), today), asked.get("show", "")
    chosen = [row for row in on_file if show not in tuple(ReferenceState) or row.state == show]
    number = page_number(asked.get("page"))
    return ReferenceResults(
        ways(on_file, show),
        chosen[(number - 1) * PER_PAGE : number * PER_PAGE],
        address(show, number - 1) if number > 1 else "",
        address(show, number + 1) if len(chosen) > number * PER_PAGE else "",
    )


def address(show: str, page: int | None = None) -> str:
    return url_for("references.index", show=show or None, page=page)


def ways(on_file: list[ReferenceRow], show: str) -> list[ListWay]:
    numbers = Counter[str](row.state for row in on_file)
    numbers[""] = len(on_file)
    return [
        ListWay(numbers[way], title, address(way), way == show, way == "expired" and numbers[way] > 0)
        for way, title in [("", _("All")), *pairs("reference_state")]
    ]


def rows(references: Iterable[Reference], today: date) -> list[ReferenceRow]:
    return [
        ReferenceRow(reference, reference.state(today, ahead()), lacks(reference, today)) for reference in references
    ]


def lacks(reference: Reference, today: date) -> str:
    return "" if reference.replaced_by else gaps_text(reference.missing(today))


def gaps_text(gaps: Iterable[ReferenceGap]) -> str:
    return _(", ").join(word(gap, "reference_gap") for gap in gaps)
