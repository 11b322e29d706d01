"""Every supplier to be reviewed, in the group it stands in: each exactly once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.actions.rules import TodoGroup
from portal.reviews.follow import months
from portal.reviews.pages.dates import TONES
from portal.reviews.pages.supplier import rhythm_text
from portal.reviews.queries.reviews import Due, Unplanned
from portal.web.filters import COUNTED_DAYS, day, due
from portal.web.words import word

UNPLANNED = "unplanned"
MOST = 30  # suppliers of a group before all are asked for


class ReviewPress(NamedTuple):
    """What can be said of it from the list."""

    url: str
    label: str
    fields: dict[str, Any]


class ReviewLine(NamedTuple):
    name: str
    url: str
    on: str
    due: str
    rhythm: str
    owner: str
    press: ReviewPress | None


class ReviewGroup(NamedTuple):
    """`all_url`: where the rest of its suppliers are listed; empty where there is none."""

    key: str
    title: str
    tone: str
    number: int
    lines: list[ReviewLine]
    all_url: str


def review_groups(
    plans: Iterable[Due], waiting: Iterable[Unplanned], today: date, whole: str, address: Mapping[str, Any]
) -> list[ReviewGroup]:
    """Overdue, today, this week, later, without a date; `whole`: the group that is listed to its end."""
    lines: dict[str, list[ReviewLine]] = {key: [] for key in (*map(str, TodoGroup), UNPLANNED)}
    for plan in plans:
        lines[TodoGroup.of(plan.due_on, today)].append(plan_line(plan, today))
    lines[UNPLANNED] += map(unplanned_line, waiting)
    return [review_group(key, of_group, key == whole, address) for key, of_group in lines.items()]


def review_group(key: str, lines: list[ReviewLine], whole: bool, address: Mapping[str, Any]) -> ReviewGroup:
    cut = len(lines) > MOST and not whole
    return ReviewGroup(
        key=key,
        title=_("Without a date") if key == UNPLANNED else word(key, "todo_group"),
        tone=TONES.get(key, ""),
        number=len(lines),
        lines=lines[:MOST] if cut else lines,
        all_url=url_for("reviews.index", all=key, _anchor=f"g-{key}", **address) if cut else "",
    )


def plan_line(plan: Due, today: date) -> ReviewLine:
    passed = ReviewPress(url_for("reviews.passed", id=plan.supplier_id), _("Passed"), {"version": plan.version})
    return ReviewLine(
        name=plan.name,
        url=url_for("reviews.show", id=plan.supplier_id),
        on=day(plan.due_on),
        due=due(plan.due_on) if (plan.due_on - today).days <= COUNTED_DAYS else "",
        rhythm=rhythm_text(plan.every_months),
        owner=plan.owner or "—",
        press=passed if plan.due_on <= today else None,
    )


def unplanned_line(supplier: Unplanned) -> ReviewLine:
    interval = months(supplier.status, supplier.tier)
    begin = ReviewPress(
        url_for("reviews.plan", id=supplier.supplier_id), begin_text(interval), {"every_months": interval, "version": 0}
    )
    return ReviewLine(
        name=supplier.name,
        url=url_for("reviews.show", id=supplier.supplier_id),
        on="—",
        due="",
        rhythm="—",
        owner=supplier.owner or "—",
        press=begin,
    )


def begin_text(interval: int) -> str:
    return ngettext("Review every month", "Review every %(num)d months", interval)
