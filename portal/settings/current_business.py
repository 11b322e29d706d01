"""Which line of business a person works on: kept in a cookie, else the first."""

from __future__ import annotations

from flask import abort, g

from portal.settings.models.businesses import Business
from portal.web.cookies import cookie

COOKIE = "business"


def businesses() -> list[Business]:
    """Those that are not archived, oldest first; read once a request."""
    if "businesses" not in g:
        g.businesses = list(Business.select().where(~Business.archived).order_by(Business.id))
    active: list[Business] = g.businesses
    return active


def current_business() -> Business | None:
    """The one chosen in this browser; None before the set-up."""
    chosen = cookie(COOKIE)
    active = businesses()
    return next((business for business in active if str(business.id) == chosen), active[0] if active else None)


def business_or_404() -> Business:
    business = current_business()
    if business is None:
        abort(404)
    return business
