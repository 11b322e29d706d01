"""Whose basket it is: a need's, or a business's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort

from portal.baskets.forms import BasketFilter
from portal.baskets.queries.choices import need
from portal.settings.current_business import businesses, current_business


@dataclass(frozen=True)
class BasketScope:
    business: Any
    need: Any = None

    @property
    def title(self) -> str:
        return str(self.need.title if self.need else self.business.name)


def scope_of(wanted: BasketFilter) -> BasketScope:
    """The need of the address, else its business, else the one chosen in this browser."""
    active = {business.id: business for business in businesses()}
    if wanted.need.data:
        about = need(wanted.need.data) or abort(404)
        return BasketScope(active.get(about.business_id) or about.business, about)
    chosen = wanted.business.data
    business = active.get(chosen) if chosen else current_business()
    return BasketScope(business or abort(404))
