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
from portal.checklists.models.runs import Run, SignedOff
from portal.checklists.models.templates import checklist_of
from portal.checklists.pages.fact_records import records_for
from portal.checklists.pages.item import ColleagueAnswer, ItemBox
from portal.checklists.pages.item_box import item_box, typed
from portal.checklists.pages.sentences import given_text, item_text
from portal.checklists.pages.urls import address
from portal.checklists.queries import GivenAnswerLine
from portal.checklists.queries import answers as lines_of
from portal.checklists.rules.answers import UNKNOWN, AnswerReading, AnswerState, BadAnswer, Stored
from portal.checklists.rules.deciding import Decision, ReasonMissing, combined, decide
from portal.checklists.rules.items import Item, OnFail
from portal.checklists.rules.judging import AnswerSource, Computed, compute, judge
from portal.core.models.attachments import Attachment, FileLine
from portal.core.models.change import change
from portal.core.rules.thresholds import Lookup, Result
from portal.database import get_or_404
from portal.facts import Answer as RecordsAnswer
from portal.facts import Found, answers
from portal.facts.standing import given_of
from portal.web import errors
from portal.web.clock import stamp

VERBS = {AnswerSource.person: "answer", AnswerSource.confirmed: "confirm", AnswerSource.override: "override"}


class SavedAnswer(NamedTuple):
    run: Run
    item: Item
    answer: Answer
    records_say: RecordsAnswer | None


def save(run_id: int, code: str, form: AnswerForm) -> SavedAnswer:
    """Raises BadAnswer, ReasonMissing, AnswerConflict, Unchanged or SignedOff; then nothing is saved.

    What the records say is read before the transaction: everybody who writes would wait for it.
    """
    seen = open_run(run_id)
    item, lookup = item_or_404(seen, code), lookup_of(seen)
    records_say = records_answer(seen, item)
    fact = records_say if isinstance(records_say, Found) else None
    computed = compute(item, fact.figure, lookup) if fact else None
    reading, note = wanted(form, item, computed)
    decision = decide(item, reading, note, computed)
    with change(stamp()):
        run, _item = touched(run_id, code)
        if run.step is not None:
            run.business = seen.business  # read already
        answer = Answer.give(
            run,
            code,
            form.revision,
            stamp(),
            state=decision.state,
            value=decision.value,
            note=note,
            source=decision.source,
            fact=fact.to_json() if fact and decision.state is not AnswerState.unknown else None,
            verb=verb_of(decision, form),
        )
        judged = judge(item, given_of(answer.given), fact.figure if fact else None, {}, lookup)
        open_task(run, item, judged.result)
    return SavedAnswer(run, item, answer, records_say)


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


def open_run(run_id: int) -> Run:
    """The run as it is read before anything is written, also one that is not shown. Raises SignedOff."""
    run: Run = get_or_404(Run, run_id)
    if run.signed_at is not None:
        raise SignedOff
    return run


def touched(run_id: int, code: str) -> tuple[Run, Item]:
    try:
        run = Run.touch(run_id, stamp())
    except DoesNotExist:
        abort(404)
    return run, item_or_404(run, code)


def item_or_404(run: Run, code: str) -> Item:
    checklist = checklist_of(run.template_version_id)
    return next((item for item in checklist.items if item.code == code), None) or abort(404)


def lookup_of(run: Run) -> Lookup:
    records = records_for(run)
    return records.policy.lookup(records.stage)


def records_answer(run: Run, item: Item) -> RecordsAnswer | None:
    """What the records say to one item."""
    records = records_for(run)
    return answers((item,), records, records.policy.lookup(records.stage)).get(item.code)


def saved_box(saved: SavedAnswer) -> ItemBox:
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
    return current_box(saved.run, saved.item, line, saved.records_say)


def current_box(run: Run, item: Item, line: GivenAnswerLine | None, records_say: RecordsAnswer | None) -> ItemBox:
    figure = records_say.figure if isinstance(records_say, Found) else None
    on_record = given_of(line.given if line else None)
    judged = judge(item, on_record, figure, {}, lookup_of(run), signed=run.frozen is not None)
    editable = current_user.may("write") and run.signed_at is None
    return item_box(run.id, item, line, records_say, judged, lookup_of(run), editable, files_of(run, item))


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
    records_say: RecordsAnswer | None

    @classmethod
    def find(cls, run_id: int, code: str) -> ItemPlace:
        run: Run = get_or_404(Run.select().where(Run.undeleted()), run_id)
        item = item_or_404(run, code)
        return cls(run, item, lines_of([run.id])[run.id].get(code), records_answer(run, item))

    @property
    def back(self) -> str:
        """Its list."""
        return address(self.run, _anchor=self.item.code)

    @property
    def box(self) -> ItemBox:
        return current_box(self.run, self.item, self.line, self.records_say)


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
    mine, line = form.value.data or [], place.line
    merges = place.item.type in ("text", "choices") or bool(line and line.note)
    return replace(
        typed(place.box, mine, form.note.data or ""),
        revision=form.revision,
        theirs=colleague_answer(place.item, line, merges) if line else None,
        undo=False,
        errors=(),
    )


def colleague_answer(item: Item, line: GivenAnswerLine, merges: bool = False) -> ColleagueAnswer:
    mark = f"{line.code}.{line.revision}"
    return ColleagueAnswer(given_text(item, line.given), line.note, line.by or "", line.at, mark, merges)


def merged(place: ItemPlace, form: AnswerForm) -> ItemBox:
    """Both answers put together in the form, to be read over and saved. Nothing is saved here."""
    stored: dict[str, Any] = (place.line.given if place.line else None) or {}
    mine = form.reading(place.item).value
    both = combined(place.item, mine, stored.get("value"))
    values = typed_values(both) if both is not None else form.value.data
    notes = [note for note in (stored.get("note"), form.note.data) if note]
    return typed(place.box, list(values or []), "\n".join(dict.fromkeys(notes)), merged=True, undo=False)


def typed_values(stored: Stored) -> list[str]:
    return list(map(str, stored)) if isinstance(stored, list) else [str(stored)]


def signed_off() -> Any:
    return errors.page(409, _("This list is signed"), _("An administrator can reopen it; then it can be changed."))
