"""Items made ready for their templates."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

from flask import current_app, url_for
from flask_login import current_user

from portal import content
from portal.checklists.models.answers import TAKE_BACK
from portal.checklists.pages.facts import named
from portal.checklists.pages.item import Basis, Contradiction, ItemBox, MissingRecords
from portal.checklists.pages.sentences import answer_text, basis_text, given_text, item_text, listed
from portal.checklists.pages.urls import form_link, left_to
from portal.checklists.queries import GivenAnswerLine
from portal.checklists.rules.answers import AnswerState, plain
from portal.checklists.rules.items import AnsweredBy, Evidence, Item, ItemType
from portal.checklists.rules.judging import AnswerSource, JudgedItem, evidence_needed
from portal.core.models.attachments import FileLine
from portal.core.rules.thresholds import Lookup, Result
from portal.facts import Answer as RecordsAnswer
from portal.facts import Found, Link, Missing, where
from portal.web.clock import stamp, today
from portal.web.language import choose
from portal.web.words import word

STATES = {Result.passed: "done", Result.warned: "done", Result.not_applicable: "done", Result.failed: "late"}


def link_url(link: Link | None) -> str:
    """The address of a page with records; empty while the product has no such page."""
    if link is None:
        return ""
    endpoint, arguments = link
    values: dict[str, Any] = dict(arguments)
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""


def basis_of(item: Item, fact: Found) -> Basis:
    url = link_url(fact.link or (where(item.rule) if item.rule else None))
    return Basis(basis_text(item, fact.places), fact.on, url, fact.ordered)


def item_box(
    run_id: int,
    item: Item,
    line: GivenAnswerLine | None,
    records_say: RecordsAnswer | None,
    judged: JudgedItem,
    lookup: Lookup,
    editable: bool,
    files: tuple[FileLine, ...] = (),
) -> ItemBox:
    stored: dict[str, Any] = (line.given if line else None) or {}
    answered = stored.get("state", AnswerState.unknown) != AnswerState.unknown
    source, basis = origin(item, stored, records_say, answered)
    result = judged.result
    asked = evidence_needed(item, result, source == "override")
    note = str(stored.get("note") or "")
    return ItemBox(
        run_id=run_id,
        item=item,
        text=item_text(item, lookup),
        revision=line.revision if line else 0,
        state=state_of(judged, line),
        result=result,
        must=judged.must,
        editable=editable,
        speaks=not answered and isinstance(records_say, Found),
        source=source,
        words=given_text(item, stored) if answered else computed_text(item, judged),
        chosen=control_values(item, stored),
        note=note,
        note_asked=judged.contradicted or (Evidence.note in asked and not note),
        file_asked=Evidence.file in asked and not files,
        basis=basis,
        missing=missing_records(item, records_say, answered),
        by_people=by_people(item, records_say),
        against=contradiction(item, records_say, judged),
        files=files,
        by=line.by if line and answered else None,
        at=line.at if line and answered else None,
        undo=editable and undoable(line),
    )


def state_of(judged: JudgedItem, line: GivenAnswerLine | None) -> str:
    if judged.contradicted:
        return "late"
    return STATES.get(judged.result, "late" if line and line.due_on and line.due_on < today() else "open")


def computed_text(item: Item, judged: JudgedItem) -> str:
    return answer_text(item, judged.computed.value) if judged.computed else ""


def contradiction(item: Item, records_say: RecordsAnswer | None, judged: JudgedItem) -> Contradiction | None:
    if not judged.contradicted or judged.computed is None or not isinstance(records_say, Found):
        return None
    answer = answer_text(item, judged.computed.value) or word(judged.computed.result, "result")
    return Contradiction(answer, basis_of(item, records_say))


def missing_records(item: Item, records_say: RecordsAnswer | None, answered: bool) -> MissingRecords | None:
    if answered or item.rule is None or not isinstance(records_say, Missing):
        return None
    sentence = content.facts()[item.rule.fact].unknown.for_(choose())
    names = listed(named(item.rule, records_say.names))
    link = records_say.link
    if link is not None and current_user.may("write"):
        link = form_link(item.rule, link, records_say.names)
    words = "" if current_user.may("settings") else left_to(link, names)
    return MissingRecords(f"{sentence} {words or names}".strip(), "" if words else link_url(link))


def by_people(item: Item, records_say: RecordsAnswer | None) -> bool:
    """Whether the line speaks of records that are not kept here, so that people answer it."""
    return item.rule is not None and records_say is None


def origin(
    item: Item, stored: dict[str, Any], records_say: RecordsAnswer | None, answered: bool
) -> tuple[str, Basis | None]:
    """Where the answer comes from, and the sentence of the records beside it."""
    if answered:
        fact, source = stored["fact"], stored["source"]
        basis = basis_of(item, Found.from_json(fact)) if fact else None
        return "" if source == AnswerSource.person else source, basis
    if isinstance(records_say, Found):
        return ("proposed" if item.answer is AnsweredBy.proposed else "data"), basis_of(item, records_say)
    return "", None


def undoable(line: GivenAnswerLine | None) -> bool:
    if line is None or not line.revision or line.at is None:
        return False
    return line.by_id == current_user.id and stamp().at - line.at <= TAKE_BACK


def control_values(item: Item, stored: dict[str, Any]) -> tuple[str, ...]:
    """The stored answer as the values of its control; shares as percentages."""
    if stored.get("state") == AnswerState.na:
        return ("na",)
    value = stored.get("value")
    if value is None:
        return ()
    if item.type is ItemType.percent:
        return (plain(Decimal(str(value)) * 100),)
    return tuple(map(str, value)) if isinstance(value, list) else (str(value),)


def typed(box: ItemBox, values: list[str], note: str, **changes: Any) -> ItemBox:
    """The same item with what the person typed in its control."""
    return replace(box, chosen=tuple(values), note=note, speaks=False, **changes)
