"""The trail as its page shows it: a row of each event, and what it can be filtered by."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from operator import itemgetter
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _

from portal.audit.pages.values import ChangedValue, ValueReader, listed_as, rows_in
from portal.audit.queries.names import NamedRecord, Names, names
from portal.audit.queries.trail import PER_PAGE, TrailEvent, kinds
from portal.core.models.users import User
from portal.settings.pages.setting_words import setting_page
from portal.web.filters import moment
from portal.web.list_filters import FilterDoubt, doubt_lines, filter_select, typed_into
from portal.web.words import word

# Where the rows of a kind are shown.
PAGES: dict[str, tuple[str, str | None]] = {
    "agreement": ("agreements.show", None),
    "agreement_file": ("agreements.show", "papers"),
    "batch": ("samples.show", "sheet"),
    "business": ("businesses.show", None),
    "category": ("categories.edit", None),
    "category_left_out": ("own_tests.show", None),
    "category_test": ("own_tests.show", None),
    "clause_template": ("clause_templates.show", None),
    "contact": ("suppliers.show", "contacts"),
    "conversation": ("suppliers.show", "time-line"),
    "cost_reference": ("products.show", None),
    "document": ("suppliers.show", "documents"),
    "fx_rate": ("rates.edit", None),
    "golden_sample": ("references.show", None),
    "import": ("imports.show", None),
    "import_column": ("imports.headings", None),
    "import_word": ("imports.headings", "words"),
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


class AuditRow(NamedTuple):
    id: int
    at: str
    by: str
    verb: str
    kind: str
    name: str  # of the object
    url: str  # of its page; "" where it has none
    changes: list[ChangedValue]


def audit_page(
    trail: list[TrailEvent], wanted: Mapping[str, str], doubts: Iterable[FilterDoubt] = ()
) -> dict[str, Any]:
    """A page of events with its filters; `trail` holds one more where there are older ones; `doubts`: of what was typed
    to filter by."""
    people = [(str(id), name) for id, name in User.names()]
    selects = [
        filter_select("person", _("Anybody"), people, wanted["person"]),
        filter_select("kind", _("Any kind of record"), kinds_by_name(), wanted["kind"]),
    ]
    return {
        "rows": audit_rows(trail[:PER_PAGE]),
        "older_url": older_url(trail, wanted),
        "wanted": wanted,
        "selects": typed_into(selects, doubts),
        "doubts": doubt_lines(doubts, partial(trail_url, wanted)),
    }


def trail_url(wanted: Mapping[str, str], **changes: Any) -> str:
    """The trail with this filter, in some things another."""
    return url_for("audit.index", **{**wanted, "before": "", **changes})


def kinds_by_name() -> list[tuple[str, str]]:
    return sorted(((kind, word(kind, "record")) for kind in kinds()), key=itemgetter(1))


def older_url(trail: list[TrailEvent], wanted: Mapping[str, str]) -> str:
    if len(trail) <= PER_PAGE:
        return ""
    query: dict[str, Any] = {**wanted, "before": trail[PER_PAGE - 1].id}
    return url_for("audit.index", **query)


def audit_rows(trail: list[TrailEvent]) -> list[AuditRow]:
    """The events of a page in words, with one look at the rows they speak of."""
    read = [(event, json.loads(event.before), json.loads(event.after)) for event in trail]
    known = names(row for event, *sides in read for row in mentioned(event, sides))
    return [audit_row(event, before, after, known) for event, before, after in read]


def audit_row(event: TrailEvent, before: Any, after: Any, known: Names) -> AuditRow:
    name, url = object_of(event, known)
    changes = ValueReader(event.object_type, code_in(after), known).changes(before, after)
    return AuditRow(
        event.id,
        moment(event.at),
        event.by or _("the program"),
        word(event.verb, "verb"),
        word(event.object_type, "record"),
        name,
        url,
        changes,
    )


def code_in(after: Any) -> str:
    return str(after.get("code", "")) if isinstance(after, dict) else ""


def mentioned(event: TrailEvent, sides: list[Any]) -> Iterator[tuple[str, int]]:
    if event.object_id is not None:
        yield event.object_type, event.object_id
    for side in sides:
        yield from rows_in("", side)


def object_of(event: TrailEvent, known: Names) -> tuple[str, str]:
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
