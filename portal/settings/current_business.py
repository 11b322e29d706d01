"""Which line of business a person works on: kept in a cookie, else the first."""

from __future__ import annotations

from flask import abort, g, request

from portal.settings.models.businesses import Business

COOKIE = "business"


def businesses() -> list[Business]:
    """Those that are not archived, oldest first; read once a request."""
    if "businesses" not in g:
        g.businesses = list(Business.select().where(~Business.archived).order_by(Business.id))
    found: list[Business] = g.businesses
    return found


def current_business() -> Business | None:
    """The one chosen in this browser; None before the set-up."""
    chosen = request.cookies.get(COOKIE)
    found = businesses()
    return next((one for one in found if str(one.id) == chosen), found[0] if found else None)


def business_or_404() -> Business:
    found = current_business()
    if found is None:
        abort(404)
    return found
