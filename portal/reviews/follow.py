"""Suppliers people buy from are reviewed at the rhythm of their tier."""

from __future__ import annotations

from portal.reviews.models import ReviewPlan
from portal.settings.team import team
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import BUYING, Status
from portal.web.clock import stamp, today


def follow(supplier: Supplier) -> bool:
    """A supplier people buy from is reviewed at the rhythm of its tier. True when it was not reviewed before."""
    if supplier.status not in BUYING:
        return False
    tier = "on_trial" if supplier.status == Status.trial else supplier.tier
    planned = ReviewPlan.select().where(ReviewPlan.supplier == supplier).exists()
    ReviewPlan.follow(supplier, team().review_months(tier), today(), stamp())
    return not planned
