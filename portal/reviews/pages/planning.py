"""The form that puts a supplier on the calendar."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.reviews.follow import months
from portal.reviews.forms import FirstReviewForm
from portal.reviews.models import PlanChange
from portal.reviews.pages.supplier import rhythm_text
from portal.settings.team import team
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.queries.list import choices_by_name
from portal.web.filters import day, listed, local_text

BY_TIER = "tier"


def offered(form: FirstReviewForm, today: date) -> FirstReviewForm:
    suppliers = [SelectChoice(str(key), name) for key, name in choices_by_name()]
    return form.offer(today, suppliers, rhythms())


def rhythms() -> list[SelectChoice]:
    """As its tier says, or one of the rhythms the team has."""
    policy = team().policy
    tiers: dict[int, list[str]] = {}
    for tier in map(policy.rhythm, policy.rhythms):
        tiers.setdefault(tier.review_months, []).append(local_text(tier.title))
    known = [SelectChoice(str(interval), rhythm_label(interval, tiers[interval])) for interval in sorted(tiers)]
    return [SelectChoice(BY_TIER, _("As often as its tier says")), *known]


def rhythm_label(interval: int, tiers: list[str]) -> str:
    return _("%(rhythm)s (%(tiers)s)", rhythm=rhythm_text(interval), tiers=listed(tiers))


def months_of(supplier: Supplier, rhythm: str) -> int:
    return months(supplier.status, supplier.tier) if rhythm == BY_TIER else int(rhythm)


def planned_text(supplier: str, change: PlanChange) -> str:
    """What is planned now, and what was before."""
    about: dict[str, Any] = {"supplier": supplier, "day": day(change.plan.due_on)}
    about["rhythm"] = rhythm_text(change.plan.every_months)
    if change.before is None:
        return _("%(supplier)s: first review on %(day)s, %(rhythm)s", **about)
    earlier = {"due": change.before["due_on"], "often": rhythm_text(change.before["every_months"])}
    return _("%(supplier)s: next review on %(day)s, %(rhythm)s; before: %(due)s, %(often)s", **about, **earlier)
