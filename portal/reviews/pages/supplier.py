"""The page of a supplier that is reviewed."""

from __future__ import annotations

from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.reviews.models import ReviewPlan
from portal.reviews.queries.reviews import Past, done
from portal.reviews.rules.outcomes import ReviewOutcome
from portal.web.filters import day, due
from portal.web.words import word

TONES: dict[str, str] = {ReviewOutcome.passed: "ok", ReviewOutcome.watch: "warn", ReviewOutcome.act: "bad"}


class PastReview(NamedTuple):
    review: Past
    tone: str
    scores: str


def plan_sentence(plan: ReviewPlan | None) -> str:
    """When a supplier is reviewed next, and how often."""
    if plan is None:
        return _("No review date yet")
    next_date = _("Due on %(day)s (%(words)s)", day=day(plan.due_on), words=due(plan.due_on))
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
