"""Suppliers people buy from are reviewed at the rhythm of their tier."""

from __future__ import annotations

from collections.abc import Iterable

from portal.reviews.models import ReviewPlan
from portal.settings.team import team
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import BUYING, Status
from portal.web.clock import stamp, today


def follow(supplier: Supplier) -> bool:
    """A supplier people buy from is reviewed at the rhythm of its tier. True when it was not reviewed before."""
    if supplier.status not in BUYING:
        return False
    planned = ReviewPlan.select().where(ReviewPlan.supplier == supplier).exists()
    follow_all([supplier])
    return not planned


def follow_all(suppliers: Iterable[Supplier]) -> None:
    """As `follow`, of many."""
    bought = {row.id: months(row.status, row.tier) for row in suppliers if row.status in BUYING}
    ReviewPlan.follow_all(bought, today(), stamp())


def months(status: str, tier: str) -> int:
    """Between two reviews of a supplier, by its tier; on trial by that of suppliers on trial."""
    return team().review_months("on_trial" if status == Status.trial else tier)
