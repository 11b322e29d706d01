"""Saving one item: what was typed becomes an answer, or the reason why not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from flask import abort
from flask_babel import gettext as _
from flask_login import current_user
from peewee import DoesNotExist

from portal.actions.models import Action
from portal.checklists.forms import AnswerForm
from portal.checklists.models.answers import Answer
from portal.checklists.models.runs import Run
from portal.checklists.models.templates import checklist_of
from portal.checklists.pages.fact_records import records_for
from portal.checklists.pages.item import ItemBox, Theirs
from portal.checklists.pages.item_box import box, typed
from portal.checklists.pages.sentences import given_text, item_text
from portal.checklists.pages.urls import address
from portal.checklists.queries import GivenAnswerLine
from portal.checklists.queries import answers as lines_of
from portal.checklists.rules.answers import UNKNOWN, AnswerReading, AnswerState, BadAnswer
from portal.checklists.rules.deciding import Decision, ReasonMissing, combined, decide
from portal.checklists.rules.items import Item, OnFail
from portal.checklists.rules.judging import AnswerSource, Computed, compute, judge
from portal.core.models.attachments import Attachment, FileLine
from portal.core.models.change import change
from portal.core.rules.thresholds import Lookup, Result
from portal.database import get_or_404
from portal.facts import Answer as Said
from portal.facts import Found, answers
from portal.facts.standing import given_of
from portal.web import errors
from portal.web.clock import stamp

VERBS = {AnswerSource.person: "answer", AnswerSource.confirmed: "confirm", AnswerSource.override: "override"}


class Saved(NamedTuple):
    run: Run
    item: Item
    answer: Answer
    said: Said | None


def save(run_id: int, code: str, form: AnswerForm) -> Saved:
    """Raises BadAnswer, ReasonMissing, AnswerConflict, Unchanged or SignedOff; then nothing is saved."""
    with change(stamp()):
        run, item = touched(run_id, code)
        said = said_to(run, item)
        found = said if isinstance(said, Found) else None
        computed = compute(item, found.figure, lookup_of(run)) if found else None
        reading, note = wanted(form, item, computed)
        decision = decide(item, reading, note, computed)
        answer = Answer.give(
            run,
            code,
            form.revision,
            stamp(),
            state=decision.state,
            value=decision.value,
            note=note,
            source=decision.source,
            fact=found.to_json() if found and decision.state is AnswerState.answered else None,
            verb=verb_of(decision, form),
        )
        open_task(
            run, item, judge(item, given_of(answer.given), found.figure if found else None, {}, lookup_of(run)).result
        )
    return Saved(run, item, answer, said)


def open_task(run: Run, item: Item, result: Result) -> None:
    """A failed item that asks for it becomes something to do, once."""
    if item.on_fail is OnFail.action and result is Result.failed and not Action.open_at(run, item.code):
        text = f"{item.code} {item_text(item, lookup_of(run))}"
        Action.give(text, current_user.id, None, stamp(), source=run, slot=item.code)


def verb_of(decision: Decision, form: AnswerForm) -> str:
    if decision.state is AnswerState.unknown:
        return "note" if form.note.data and form.act.data != "put_back" else "put_back"
    return VERBS[decision.source]


def wanted(form: AnswerForm, item: Item, computed: Computed | None) -> tuple[AnswerReading, str]:
    """The answer the person wants to stand there, and the note beside it."""
    if form.act.data == "put_back":
        return UNKNOWN, ""
    if form.act.data == "confirm" and computed:
        return AnswerReading(AnswerState.answered, computed.value), form.note.data or ""
    return form.reading(item), form.note.data or ""


def touched(run_id: int, code: str) -> tuple[Run, Item]:
    try:
        run = Run.touch(run_id, stamp())
    except DoesNotExist:
        abort(404)
    return run, item_or_404(run, code)


def item_or_404(run: Run, code: str) -> Item:
    checklist = checklist_of(run.template_version_id)
    found = next((item for item in checklist.items if item.code == code), None)
    return found or abort(404)


def lookup_of(run: Run) -> Lookup:
    records = records_for(run)
    return records.policy.lookup(records.stage)


def said_to(run: Run, item: Item) -> Said | None:
    """What the records say to one item."""
    records = records_for(run)
    return answers((item,), records, records.policy.lookup(records.stage)).get(item.code)


def saved_box(saved: Saved) -> ItemBox:
    """The item as it stands after a save, without another look at the database."""
    answer = saved.answer
    line = GivenAnswerLine(
        run_id=answer.run_id,
        code=answer.code,
        revision=answer.revision,
        state=answer.state,
        note=answer.note,
        given=answer.given,
        owner_id=answer.owner_id,
        owner=None,
        due_on=answer.due_on,
        by_id=answer.by_id,
        by=current_user.name,
        at=answer.at,
        changed_rev=answer.changed_rev,
    )
    return boxed(saved.run, saved.item, line, saved.said)


def boxed(run: Run, item: Item, line: GivenAnswerLine | None, said: Said | None) -> ItemBox:
    figure = said.figure if isinstance(said, Found) else None
    judged = judge(item, given_of(line.given if line else None), figure, {}, lookup_of(run))
    editable = current_user.may("write") and run.signed_at is None
    return box(run.id, item, line, said, judged, lookup_of(run), editable, files_of(run, item))


def files_of(run: Run, item: Item) -> tuple[FileLine, ...]:
    """The files of an item that lives by them."""
    if not needs_files(item):
        return ()
    return tuple(file for file in Attachment.of("run", [run.id]).get(run.id, []) if file.slot == item.code)


def needs_files(item: Item) -> bool:
    return "file" in (item.type, item.evidence)


@dataclass
class ItemPlace:
    """An item as it stands, read fresh."""

    run: Run
    item: Item
    line: GivenAnswerLine | None
    said: Said | None

    @classmethod
    def find(cls, run_id: int, code: str) -> ItemPlace:
        run: Run = get_or_404(Run.select().where(Run.here()), run_id)
        item = item_or_404(run, code)
        return cls(run, item, lines_of([run.id])[run.id].get(code), said_to(run, item))

    @property
    def back(self) -> str:
        """Its list."""
        return address(self.run, _anchor=self.item.code)

    @property
    def box(self) -> ItemBox:
        return boxed(self.run, self.item, self.line, self.said)


def refused(place: ItemPlace, form: AnswerForm, fault: BadAnswer | ReasonMissing | None) -> ItemBox:
    """The item with what was typed, and what is wrong with it."""
    if isinstance(fault, BadAnswer):
        form.refuse(fault)
    why = tuple(form.note.errors) if fault is None else (_("Say why; it is saved then."),)
    return typed(
        place.box,
        form.value.data or [],
        form.note.data or "",
        errors=tuple(form.value.errors),
        note_errors=() if isinstance(fault, BadAnswer) else why,
    )


def conflicting(place: ItemPlace, form: AnswerForm) -> ItemBox:
    """The item with what was typed, and beside it what a colleague saved first."""
    mine = form.value.data or []
    return replace(
        typed(place.box, mine, form.note.data or ""),
        revision=form.revision,
        theirs=theirs(place),
        undo=False,
        errors=(),
    )


def theirs(place: ItemPlace) -> Theirs | None:
    line = place.line
    if line is None:
        return None
    merges = place.item.type in ("text", "choices") or bool(line.note)
    mark = f"{line.code}.{line.revision}"
    return Theirs(given_text(place.item, line.given), line.note, line.by or "", line.at, mark, merges)


def merged(place: ItemPlace, form: AnswerForm) -> ItemBox:
    """Both answers put together in the form, to be read over and saved. Nothing is saved here."""
    given: dict[str, Any] = (place.line.given if place.line else None) or {}
    mine = form.reading(place.item).value
    both = combined(place.item, mine, given.get("value"))
    values = form.value.data if both is None else [str(one) for one in both] if isinstance(both, list) else [str(both)]
    notes = [note for note in (given.get("note"), form.note.data) if note]
    return typed(place.box, list(values or []), "\n".join(dict.fromkeys(notes)), merged=True, undo=False)


def signed_off() -> Any:
    return errors.page(409, _("This list is signed"), _("An administrator can reopen it; then it can be changed."))
