"""Who did what, when: for administrators."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from operator import itemgetter
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.audit.pages.values import Teller, listed_as, rows_in
from portal.audit.queries.names import NamedRecord, Names, names
from portal.audit.queries.trail import PER_PAGE, TrailEvent, events, kinds
from portal.core.forms.base import whole
from portal.core.models.audit import AuditEvent
from portal.core.models.users import User
from portal.settings.pages.setting_words import setting_page
from portal.settings.team import team
from portal.web.access import permission
from portal.web.words import word

bp = Blueprint("audit", __name__, url_prefix="/audit")

# Where the rows of a kind are shown.
PAGES: dict[str, tuple[str, str | None]] = {
    "agreement": ("agreements.show", None),
    "agreement_file": ("agreements.show", "papers"),
    "batch": ("samples.show", "sheet"),
    "business": ("businesses.show", None),
    "category": ("categories.edit", None),
    "contact": ("suppliers.show", "contacts"),
    "conversation": ("suppliers.show", "time-line"),
    "document": ("suppliers.show", "documents"),
    "fx_rate": ("rates.edit", None),
    "golden_sample": ("references.show", None),
    "import": ("imports.show", None),
    "inquiry": ("inquiries.show", None),
    "measurement": ("samples.show", "sheet"),
    "need": ("needs.show", None),
    "need_candidate": ("needs.show", "candidates"),
    "passage": ("runs.report", None),
    "product": ("products.show", None),
    "question_set": ("question_sets.edit", None),
    "quote": ("quotes.show", None),
    "reputation_note": ("suppliers.show", "reputation"),
    "review": ("reviews.show", None),
    "run": ("runs.report", None),
    "sample": ("samples.show", None),
    "sample_rival": ("samples.show", "rivals"),
    "snapshot": ("snapshots.show", None),
    "source": ("products.show", "sources"),
    "supplier": ("suppliers.show", None),
    "user": ("people.show", None),
}


@bp.get("")
@permission("audit")
def index() -> Any:
    asked = ("person", "kind", "object", "day", "before")
    wanted = {name: request.args.get(name, "").replace("\x00", "")[:40] for name in asked}
    since, until = span(wanted["day"])
    found = events(
        whole(wanted["person"]), wanted["kind"], number(wanted["object"]), since, until, number(wanted["before"])
    )
    return render_template(
        "audit/index.html",
        rows=told(found[:PER_PAGE]),
        more=found[PER_PAGE - 1].id if len(found) > PER_PAGE else None,
        wanted=wanted,
        people=list(User.select(User.id, User.name).order_by(User.name).tuples()),
        kinds=sorted(((kind, word(kind, "record")) for kind in kinds()), key=itemgetter(1)),
    )


class AuditRow(NamedTuple):
    event: TrailEvent
    name: str
    url: str
    changes: list[tuple[str, str, str]]  # label, before, after


def told(found: list[TrailEvent]) -> list[AuditRow]:
    """The events of a page in words, with one look at the rows they speak of."""
    read = [(event, json.loads(event.before), json.loads(event.after)) for event in found]
    known = names(row for event, *sides in read for row in mentioned(event, sides))
    return [
        AuditRow(event, *headed(event, known), Teller(event.object_type, code_in(now), known).changes(was, now))
        for event, was, now in read
    ]


def code_in(after: Any) -> str:
    return str(after.get("code", "")) if isinstance(after, dict) else ""


def mentioned(event: TrailEvent, sides: list[Any]) -> Iterator[tuple[str, int]]:
    if event.object_id is not None:
        yield event.object_type, event.object_id
    for side in sides:
        yield from rows_in("", side)


def headed(event: TrailEvent, known: Names) -> tuple[str, str]:
    """What the row is called, and its page; its number where it is gone, no page where it has none."""
    kind, key = event.object_type, event.object_id
    named = known.get((kind, key)) if key else None
    if named is None:
        return str(key or ""), ""
    if kind == "setting":
        return str(key), setting_page(named.name)
    name = listed_as(named.name) if kind == "template_version" else named.name
    return name or str(key), page_of(kind, named) if named.page else ""


def page_of(kind: str, named: NamedRecord) -> str:
    if kind == "answer":
        return url_for("answers.show", id=named.page, code=named.name)
    endpoint, anchor = PAGES.get(kind, ("", None))
    return url_for(endpoint, id=named.page, _anchor=anchor) if endpoint else ""


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
