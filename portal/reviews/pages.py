"""The review calendar of a month, and the page of a supplier that is reviewed."""

from __future__ import annotations

from calendar import monthrange
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.reviews.models import ReviewPlan
from portal.reviews.queries import Due, Past, done, due, unplanned
from portal.reviews.rules.cadence import month_grid
from portal.reviews.rules.outcomes import ReviewOutcome
from portal.settings.team import team
from portal.web.filters import day
from portal.web.filters import due as due_words
from portal.web.words import word

SOON = timedelta(days=60)
MOST_UNPLANNED = 50
MOST_DONE = 500  # reviews of a month
TONES: dict[str, str] = {ReviewOutcome.passed: "ok", ReviewOutcome.watch: "warn", ReviewOutcome.act: "bad"}


class CalendarEntry(NamedTuple):
    name: str
    href: str
    tone: str  # bad: overdue, warn: due today
    done: bool


class CalendarDay(NamedTuple):
    on: date
    kind: str  # out: of another month; today
    today: bool
    entries: list[CalendarEntry]


class UnplannedSupplier(NamedTuple):
    id: int
    name: str
    months: int  # between two reviews, by its tier


class PastReview(NamedTuple):
    review: Past
    tone: str
    scores: str


def calendar_page(month: date, owner: int | None, today: date) -> dict[str, Any]:
    """`owner`: only the suppliers of one person."""
    last = last_of(month)
    coming = due(until=max(today + SOON, last), owner=owner)
    waiting, mine = unplanned(), owner is not None
    return {
        "month": f"{month:%Y-%m}",
        "before": month_address(month - timedelta(days=1), mine),
        "after": month_address(last + timedelta(days=1), mine),
        "ways": [
            (_("All"), month_address(month, mine=False), not mine),
            (_("Mine"), month_address(month, mine=True), mine),
        ],
        "days": calendar_days(month, coming, done(since=month, until=last, limit=MOST_DONE), today),
        "due_now": [plan for plan in coming if plan.due_on <= today],
        "soon": [plan for plan in coming if plan.due_on > today],
        "unplanned": [unplanned_supplier(*supplier) for supplier in waiting[:MOST_UNPLANNED]],
        "more_unplanned": max(0, len(waiting) - MOST_UNPLANNED),
    }


def last_of(month: date) -> date:
    return date(month.year, month.month, monthrange(month.year, month.month)[1])


def month_address(month: date, mine: bool) -> str:
    return url_for("reviews.index", month=f"{month:%Y-%m}", owner="me" if mine else None)


def unplanned_supplier(id: int, name: str, tier: str) -> UnplannedSupplier:
    return UnplannedSupplier(id, name, team().review_months(tier))


def calendar_days(month: date, coming: Iterable[Due], past: Iterable[Past], today: date) -> list[CalendarDay]:
    """Whole weeks; what was reviewed on a day stands before what is due on it."""
    entries: dict[date, list[CalendarEntry]] = defaultdict(list)
    for review in past:
        entries[review.done_on].append(entry(review.supplier_id, review.supplier, done=True))
    for plan in coming:
        entries[plan.due_on].append(entry(plan.supplier_id, plan.name, tone(plan.due_on, today)))
    weeks = month_grid(month.year, month.month)
    return [CalendarDay(on, kind(on, month, today), on == today, entries[on]) for week in weeks for on in week]


def entry(supplier: int, name: str, tone: str = "", done: bool = False) -> CalendarEntry:
    return CalendarEntry(name, url_for("reviews.show", id=supplier), tone, done)


def tone(due_on: date, today: date) -> str:
    if due_on < today:
        return "bad"
    return "warn" if due_on == today else ""


def kind(on: date, month: date, today: date) -> str:
    if on.month != month.month:
        return "out"
    return "today" if on == today else ""


def plan_sentence(plan: ReviewPlan | None) -> str:
    """When a supplier is reviewed next, and how often."""
    if plan is None:
        return _("No review date yet")
    next_date = _("Due on %(day)s (%(words)s)", day=day(plan.due_on), words=due_words(plan.due_on))
    return f"{next_date} · {rhythm_text(plan.every_months)}"


def rhythm_text(months: int) -> str:
    return ngettext("every month", "every %(num)d months", months)


def past_reviews(supplier: int) -> list[PastReview]:
    return [
        PastReview(review, TONES[review.outcome], scores_text(review.scores or {}))
        for review in done(supplier=supplier)
    ]


def scores_text(scores: dict[str, int]) -> str:
    return " · ".join(f"{word(aspect, 'aspect')} {grade}/5" for aspect, grade in scores.items())
