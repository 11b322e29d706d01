"""Who did what, when: for administrators."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.access import permission
from portal.forms.base import whole
from portal.models import AuditEvent, User
from portal.models.trail import PER_PAGE, events, kinds
from portal.team import team

bp = Blueprint("audit", __name__, url_prefix="/audit")
LONGEST = 160  # characters of one value on the page


@bp.get("")
@permission("audit")
def index() -> Any:
    names = ("person", "kind", "object", "day", "before")
    wanted = {name: request.args.get(name, "").replace("\x00", "")[:40] for name in names}
    since, until = span(wanted["day"])
    found = events(
        whole(wanted["person"]), wanted["kind"], number(wanted["object"]), since, until, number(wanted["before"])
    )
    return render_template(
        "audit/index.html",
        rows=[(event, changes(event.before, event.after)) for event in found[:PER_PAGE]],
        more=found[PER_PAGE - 1].id if len(found) > PER_PAGE else None,
        wanted=wanted,
        people=list(User.select(User.id, User.name).order_by(User.name).tuples()),
        kinds=kinds(),
    )


def changes(before: str, after: str) -> list[tuple[str, str, str]]:
    """What the event says, value by value: name, before, after; a value that is no table has no name."""
    was, now = json.loads(before), json.loads(after)
    sides = [side if isinstance(side, dict) else {} if side is None else {"": side} for side in (was, now)]
    names = list(dict.fromkeys([*sides[0], *sides[1]]))
    return [(name, short(sides[0].get(name)), short(sides[1].get(name))) for name in names]


def short(value: Any) -> str:
    """Empty for nothing; long texts are cut, the trail itself keeps them whole."""
    if value is None or value == "" or value == [] or value == {}:
        return ""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def number(text: str) -> int | None:
    found = whole(text)
    return None if found is None else min(found, 2**31 - 1)


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
        flash(_("The trail is whole: every event follows from the one before."))
    else:
        flash(_("The trail does not hold from event %(id)s on. Tell whoever runs the server.", id=fault))
    return redirect(url_for(".index"), 303)
