"""Every supplier to be reviewed, in the group it stands in: each exactly once."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.actions.rules import TodoGroup
from portal.reviews.follow import months
from portal.reviews.pages.dates import TONES
from portal.reviews.pages.supplier import rhythm_text
from portal.reviews.queries.reviews import Due, Span, Unplanned, due, numbers, unplanned
from portal.web.filters import COUNTED_DAYS, day
from portal.web.filters import due as due_text
from portal.web.words import word

UNPLANNED = "unplanned"
MOST = 30  # suppliers of a group before all are asked for
PER_PAGE = 100  # of them once they are
COUNTED = 1000  # suppliers of a group are counted up to here


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
    """`number`: in words, as it is counted no further than COUNTED. `all_url`: where the rest of its suppliers are
    listed; empty where there is none. `following_url`: the next of their pages."""

    key: str
    title: str
    tone: str
    number: str
    lines: list[ReviewLine]
    all_url: str
    following_url: str


class ReviewWhole(NamedTuple):
    """The group that is listed to its end, page by page; none where the key is empty."""

    key: str
    page: int

    def span(self, key: str, first: date | None = None, last: date | None = None) -> Span:
        return Span(first, last, PER_PAGE, (self.page - 1) * PER_PAGE) if key == self.key else Span(first, last, MOST)


def group_spans(today: date, whole: ReviewWhole) -> dict[str, Span]:
    """The days of each group, as `TodoGroup.of` tells them apart."""
    day, sunday = timedelta(days=1), today + timedelta(days=7 - today.isoweekday())
    return {
        TodoGroup.overdue: whole.span(TodoGroup.overdue, None, today - day),
        TodoGroup.today: whole.span(TodoGroup.today, today, today),
        TodoGroup.week: whole.span(TodoGroup.week, today + day, sunday),
        TodoGroup.later: whole.span(TodoGroup.later, sunday + day, None),
    }


def review_groups(owner: int | None, today: date, whole: ReviewWhole, address: Mapping[str, Any]) -> list[ReviewGroup]:
    """Overdue, today, this week, later, without a date."""
    spans, rest = group_spans(today, whole), whole.span(UNPLANNED)
    counted = numbers(spans, owner, COUNTED)
    lines = {key: [plan_line(plan, today) for plan in plans] for key, plans in due(spans, owner).items()}
    lines[UNPLANNED] = [unplanned_line(supplier) for supplier in unplanned(owner, rest.most, rest.skip)]
    counted[UNPLANNED] = counted.pop("")
    return [review_group(key, lines[key], counted[key], whole, address) for key in lines]


def review_group(
    key: str, lines: list[ReviewLine], number: int, whole: ReviewWhole, address: Mapping[str, Any]
) -> ReviewGroup:
    listed = key == whole.key
    more = len(lines) > (PER_PAGE if listed else MOST)
    page = whole.page + 1 if listed else None
    further = url_for("reviews.index", all=key, page=page, _anchor=f"g-{key}", **address) if more else ""
    return ReviewGroup(
        key=key,
        title=_("Without a date") if key == UNPLANNED else word(key, "todo_group"),
        tone=TONES.get(key, ""),
        number=f"{COUNTED}+" if number > COUNTED else str(number),
        lines=lines[: PER_PAGE if listed else MOST],
        all_url="" if listed else further,
        following_url=further if listed else "",
    )


def plan_line(plan: Due, today: date) -> ReviewLine:
    passed = ReviewPress(url_for("reviews.passed", id=plan.supplier_id), _("Passed"), {"version": plan.version})
    return ReviewLine(
        name=plan.name,
        url=url_for("reviews.show", id=plan.supplier_id),
        on=day(plan.due_on),
        due=due_text(plan.due_on) if (plan.due_on - today).days <= COUNTED_DAYS else "",
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
