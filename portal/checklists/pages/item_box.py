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
from portal.checklists.pages.item import Basis, ItemBox
from portal.checklists.pages.sentences import answer_text, basis_text, given_text, item_text, listed
from portal.checklists.queries import GivenAnswerLine
from portal.checklists.rules.answers import AnswerState, plain
from portal.checklists.rules.items import AnsweredBy, Evidence, Item, ItemType
from portal.checklists.rules.judging import AnswerSource, JudgedItem, evidence_needed
from portal.core.models.attachments import FileLine
from portal.core.rules.thresholds import Lookup, Result
from portal.facts import Answer as Said
from portal.facts import Found, Link, Missing, where
from portal.web.clock import stamp, today
from portal.web.language import choose

STATES = {Result.passed: "done", Result.warned: "done", Result.not_applicable: "done", Result.failed: "late"}


def link_url(link: Link | None) -> str:
    """The address of a page with records; empty while the product has no such page."""
    if link is None:
        return ""
    endpoint, arguments = link
    values: dict[str, Any] = dict(arguments)
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else ""


def basis_of(item: Item, found: Found) -> Basis:
    url = link_url(found.link or (where(item.rule) if item.rule else None))
    return Basis(basis_text(item, found.places), found.on, url, found.ordered)


def box(
    run_id: int,
    item: Item,
    line: GivenAnswerLine | None,
    said: Said | None,
    judged: JudgedItem,
    lookup: Lookup,
    editable: bool,
    files: tuple[FileLine, ...] = (),
) -> ItemBox:
    given: dict[str, Any] = (line.given if line else None) or {}
    answered = given.get("state", AnswerState.unknown) != AnswerState.unknown
    source, basis = origin(item, given, said, answered)
    result = judged.result
    asked = evidence_needed(item, result, source == "override")
    note = str(given.get("note") or "")
    return ItemBox(
        run_id=run_id,
        item=item,
        text=item_text(item, lookup),
        revision=line.revision if line else 0,
        state=STATES.get(result, "late" if line and line.due_on and line.due_on < today() else "open"),
        result=result,
        must=judged.must,
        editable=editable,
        speaks=not answered and isinstance(said, Found),
        source=source,
        words=given_text(item, given) if answered else computed_text(item, judged),
        chosen=shown(item, given),
        note=note,
        note_asked=Evidence.note in asked and not note,
        file_asked=Evidence.file in asked and not files,
        basis=basis,
        missing=lack(item, said, answered),
        files=files,
        by=line.by if line and answered else None,
        at=line.at if line and answered else None,
        undo=editable and undoable(line),
    )


def computed_text(item: Item, judged: JudgedItem) -> str:
    return answer_text(item, judged.computed.value) if judged.computed else ""


def lack(item: Item, said: Said | None, answered: bool) -> tuple[str, str] | None:
    """What has to be entered before the records can answer, and where."""
    if answered or item.rule is None or not isinstance(said, Missing):
        return None
    sentence = content.facts()[item.rule.fact].unknown.for_(choose())
    return f"{sentence} {listed(named(item.rule, said.names))}".strip(), link_url(said.link or where(item.rule))


def origin(item: Item, given: dict[str, Any], said: Said | None, answered: bool) -> tuple[str, Basis | None]:
    """Where the answer comes from, and the sentence of the records beside it."""
    if answered:
        fact, source = given["fact"], given["source"]
        return (source if source != AnswerSource.person else ""), basis_of(
            item, Found.from_json(fact)
        ) if fact else None
    if isinstance(said, Found):
        return ("proposed" if item.answer is AnsweredBy.proposed else "data"), basis_of(item, said)
    return "", None


def undoable(line: GivenAnswerLine | None) -> bool:
    return bool(
        line and line.revision and line.by_id == current_user.id and line.at and stamp().at - line.at <= TAKE_BACK
    )


def shown(item: Item, given: dict[str, Any]) -> tuple[str, ...]:
    """The stored answer as the values of its control; shares as percentages."""
    if given.get("state") == AnswerState.na:
        return ("na",)
    value = given.get("value")
    if value is None:
        return ()
    if item.type is ItemType.percent:
        return (plain(Decimal(str(value)) * 100),)
    return tuple(str(one) for one in value) if isinstance(value, list) else (str(value),)


def typed(found: ItemBox, values: list[str], note: str, **changes: Any) -> ItemBox:
    """The same item with what the person typed in its control."""
    return replace(found, chosen=tuple(values), note=note, speaks=False, **changes)
