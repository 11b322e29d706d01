"""The list of needs, made ready for its template."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.needs.queries import PER_PAGE, ListedNeed, counts, page
from portal.settings.current_business import businesses
from portal.settings.team import team
from portal.web.clock import today
from portal.web.filters import due
from portal.web.list_filters import ListWay
from portal.web.tags import Tag
from portal.web.words import pairs


class BusinessChip(NamedTuple):
    name: str
    url: str
    chosen: bool


class NeedRow(NamedTuple):
    need: ListedNeed
    state: Tag
    deadline: Tag | None


def need_list(business: int | None, state: str, number: int) -> dict[str, Any]:
    """Those of a business, or of all; open, closed, or both. `number`: of the page, from 1."""
    needs, day = page(business, state, number), today()
    return {
        "rows": [NeedRow(need, state_tag(need), deadline_tag(need, day)) for need in needs[:PER_PAGE]],
        "pipeline": pipeline(business, state),
        "businesses": business_chips(business, state),
        "previous": address(business, state, number - 1) if number > 1 else "",
        "next": address(business, state, number + 1) if len(needs) > PER_PAGE else "",
        "filters": {"show": state or None, "business": business},
    }


def address(business: int | None, state: str, number: int | None = None) -> str:
    return url_for("needs.index", show=state or None, business=business, page=number)


def pipeline(business: int | None, state: str) -> list[ListWay]:
    numbers = counts(business)
    states = [
        ListWay(numbers.get(code, 0), title, address(business, code), code == state)
        for code, title in pairs("need_way")
    ]
    return [ListWay(sum(numbers.values()), _("All"), address(business, ""), not state), *states]


def business_chips(business: int | None, state: str) -> list[BusinessChip]:
    """The businesses to choose from, where there are several."""
    shops = businesses()
    if len(shops) < 2:
        return []
    return [BusinessChip(shop.name, address(shop.id, state), shop.id == business) for shop in shops]


def state_tag(need: Any) -> Tag:
    return Tag(_("Closed")) if need.closed_on else Tag(_("Open"), "info")


def deadline_tag(need: Any, today: date) -> Tag | None:
    """Where the deadline of an open need is near or over."""
    if need.closed_on or not need.due_on or (need.due_on - today).days > team().policy.number("notice.home_days"):
        return None
    return Tag(due(need.due_on), "bad" if need.due_on < today else "warn", "clock")
