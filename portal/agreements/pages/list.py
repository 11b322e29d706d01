"""The list of agreements, of a state or of those with gaps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from portal.agreements.rules.agreements import AgreementFacts, AgreementMark, AgreementState
from portal.settings.team import team
from portal.web.clock import today
from portal.web.list_filters import ListWay
from portal.web.words import pairs

Judged = list[tuple[AgreementFacts, AgreementMark]]
PER_PAGE = 50
GAPS = "gaps"  # signed or sent without a core clause
UNBOUND = (AgreementState.draft, AgreementState.ended)


def agreement_list(show: str, page: int) -> dict[str, Any]:
    """A page of the agreements of a state, or of those with gaps; the addresses before and after it."""
    shelf, day = team().shelf, today()
    kind = show if show in tuple(AgreementState) else ""
    rows = [
        (agreement, shelf.mark(agreement, day)) for agreement in shelf.page(day, page, PER_PAGE, kind, show == GAPS)
    ]
    return {
        "rows": rows[:PER_PAGE],
        "ways": list(ways(*shelf.numbers(day), show)),
        "show": show or None,
        "previous": list_address(show, page - 1) if page > 1 else "",
        "next": list_address(show, page + 1) if len(rows) > PER_PAGE else "",
    }


def list_address(show: str, page: int | None = None) -> str:
    return url_for("agreements.index", show=show or None, page=page)


def ways(states: dict[str, int], gaps: int, show: str) -> Iterator[ListWay]:
    yield ListWay(sum(states.values()), _("All"), list_address(""), show == "")
    for state, text in pairs("agreement_state"):
        yield ListWay(states.get(state, 0), text, list_address(state), show == state)
    yield ListWay(gaps, _("Sent or signed, core clauses missing"), list_address(GAPS), show == GAPS, gaps > 0)


def judged() -> Judged:
    shelf, day = team().shelf, today()
    return [(agreement, shelf.mark(agreement, day)) for agreement in shelf.read()]


def matching(agreements: Judged, show: str) -> Judged:
    if show == GAPS:
        return [pair for pair in agreements if pair[1].missing and pair[1].state not in UNBOUND]
    return [pair for pair in agreements if show not in tuple(AgreementState) or pair[1].state == show]
