"""The review calendar of a month."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.actions.rules import TodoGroup
from portal.reviews.pages.coming import ReviewGroup, ReviewWhole, review_groups
from portal.reviews.pages.dates import LAYERS, DateEntry, date_layers, date_tone
from portal.reviews.queries.dates import Window
from portal.reviews.queries.reviews import DayPlans, Past, done, due_by_day
from portal.reviews.rules.cadence import month_grid

MOST_DONE = 500  # reviews of a month
MOST_DUE = 12  # reviews due on a day in the grid
FEW = 4  # other dates of one day in the grid; all of them stand in the list below it


class CalendarEntry(NamedTuple):
    name: str
    href: str
    tone: str  # bad: overdue, warn: due today
    symbol: str
    before: str  # read out before the name
    title: str = ""


class CalendarDay(NamedTuple):
    on: date
    kind: str  # out: of another month; today
    today: bool
    plan_url: str  # where a review is planned on it; empty for a day that has passed
    entries: list[CalendarEntry]
    due_more: int  # reviews that do not fit in, and where they are listed
    due_url: str
    more: int  # other dates that do not fit in


class CalendarView(NamedTuple):
    """What the address says: a month, whose suppliers, which other dates, and the group that is listed to its end."""

    month: date
    owner: int | None
    layers: tuple[str, ...]
    whole: ReviewWhole

    @classmethod
    def of(cls, month: date, owner: int | None, layers: Collection[str], whole: ReviewWhole) -> CalendarView:
        return cls(month, owner, tuple(key for key in LAYERS if key in layers), whole)

    @property
    def last(self) -> date:
        return date(self.month.year, self.month.month, monthrange(self.month.year, self.month.month)[1])

    @property
    def weeks(self) -> list[date]:
        return [on for week in month_grid(self.month.year, self.month.month) for on in week]

    def arguments(self, **others: Any) -> dict[str, Any]:
        mine = "me" if self.owner is not None else None
        return {"month": f"{self.month:%Y-%m}", "owner": mine, "with": list(self.layers)} | others

    def address(self, **others: Any) -> str:
        return url_for("reviews.index", **self.arguments(**others))


def calendar_page(view: CalendarView, today: date) -> dict[str, Any]:
    window = Window(view.weeks[0], view.weeks[-1], view.owner)
    plans = due_by_day(window.first, window.last, MOST_DUE, view.owner)
    layers, others = date_layers(view.layers, window, today)
    groups = review_groups(view.owner, today, view.whole, view.arguments())
    past = done(since=view.month, until=view.last, limit=MOST_DONE)
    return {
        "view": view,
        "sums": sums(groups),
        "before": view.address(month=f"{view.month - timedelta(days=1):%Y-%m}"),
        "after": view.address(month=f"{view.last + timedelta(days=1):%Y-%m}"),
        "ways": [
            (_("All"), view.address(owner=None), view.owner is None),
            (_("Mine"), view.address(owner="me"), view.owner is not None),
        ],
        "days": calendar_days(view, plans, past, others, today),
        "layers": layers,
        "others": [other for other in others if other.on.month == view.month.month],
        "pressing": groups[:2],
        "coming": groups[2:],
    }


def sums(groups: list[ReviewGroup]) -> str:
    """How many suppliers stand in each group."""
    return " · ".join(f"{group.title} {group.number}" for group in groups)


def calendar_days(
    view: CalendarView, plans: Mapping[date, DayPlans], past: Iterable[Past], others: Iterable[DateEntry], today: date
) -> list[CalendarDay]:
    """Whole weeks; on a day first what was reviewed, then what is due, then what other records bring."""
    entries: dict[date, list[CalendarEntry]] = defaultdict(list)
    brought: dict[date, list[CalendarEntry]] = defaultdict(list)
    for review in past:
        href = url_for("reviews.show", id=review.supplier_id)
        entries[review.done_on].append(CalendarEntry(review.supplier, href, "", "check", _("Reviewed:")))
    for on, of_day in plans.items():
        tone = date_tone(on, today)
        entries[on] += [
            CalendarEntry(plan.name, url_for("reviews.show", id=plan.supplier_id), tone, "", "")
            for plan in of_day.plans
        ]
    for other in others:
        brought[other.on].append(other_entry(other))
    return [
        CalendarDay(
            on=on,
            kind=kind(on, view.month, today),
            today=on == today,
            plan_url=plan_url(on) if on >= today else "",
            entries=entries[on] + brought[on][:FEW],
            due_more=(plans[on].number - len(plans[on].plans)) if on in plans else 0,
            due_url=view.address(all=str(TodoGroup.of(on, today)), _anchor=f"g-{TodoGroup.of(on, today)}"),
            more=max(0, len(brought[on]) - FEW),
        )
        for on in view.weeks
    ]


def other_entry(other: DateEntry) -> CalendarEntry:
    tones = f"other {other.tone}".strip()
    return CalendarEntry(other.supplier, other.href, tones, other.symbol, other.event, other.text)


def plan_url(on: date) -> str:
    return url_for("review_plans.new", day=on.isoformat()) if current_user.may("write") else ""


def kind(on: date, month: date, today: date) -> str:
    if on.month != month.month:
        return "out"
    return "today" if on == today else ""
