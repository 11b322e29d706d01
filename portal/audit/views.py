"""Who did what, when: for administrators."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.audit.pages.trail import audit_page, kinds_by_name
from portal.audit.queries.trail import events
from portal.core.forms.base import whole
from portal.core.models.audit import AuditEvent
from portal.core.models.users import User
from portal.settings.team import team
from portal.web.access import permission
from portal.web.list_filters import by_value

bp = Blueprint("audit", __name__, url_prefix="/audit")
FILTERS = ("person", "kind", "object", "day", "before")


@bp.get("")
@permission("audit")
def index() -> Any:
    asked, doubts = by_value(request.args, person=User.names, kind=kinds_by_name)
    wanted = {name: asked.get(name, "").replace("\x00", "")[:40] for name in FILTERS}
    since, until = span(wanted["day"])
    trail = events(
        whole(wanted["person"]), wanted["kind"], number(wanted["object"]), since, until, number(wanted["before"])
    )
    return render_template("audit/index.html", **audit_page(trail, wanted, doubts))


def number(text: str) -> int | None:
    value = whole(text)
    return None if value is None else min(value, 2**31 - 1)


def span(text: str) -> tuple[datetime | None, datetime | None]:
    """The day in the team's zone as two instants; none for a text that is no day."""
    try:
        day = date.fromisoformat(text)
        start = datetime.combine(day, time(), ZoneInfo(team().time_zone)).astimezone(UTC)
        return start, start + timedelta(days=1)
    except (ValueError, OverflowError):
        return None, None


@bp.post("/verify")
@permission("audit")
def verify() -> Any:
    fault = AuditEvent.first_fault()
    if fault is None:
        flash(_("Nothing was changed: the records are complete."))
    else:
        flash(_("Records were changed or are missing from number %(id)s on. Tell whoever runs the server.", id=fault))
    return redirect(url_for(".index"), 303)
