"""What stands beside an item: who does it and by when, its files, its history, and the answer of the last run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.actions.models import Action
from portal.checklists.forms import AssignForm
from portal.checklists.models.runs import Run
from portal.checklists.pages.item import PreviousAnswer
from portal.checklists.pages.save_item import ItemPlace
from portal.checklists.pages.sentences import given_text
from portal.checklists.queries import GivenAnswerLine, ItemEventLine, history
from portal.checklists.queries import answers as lines_of
from portal.checklists.rules.items import Item
from portal.core.models.attachments import Attachment, FileLine
from portal.core.models.record import rows
from portal.core.models.users import User
from portal.web.filters import day
from portal.web.uploads import ACCEPT


@dataclass(frozen=True)
class ItemEvent:
    """Something that happened to an item."""

    verb: str
    words: str
    note: str
    by: str | None
    at: datetime


class ItemTask(NamedTuple):
    """Something to do about an item."""

    id: int
    text: str
    due_on: date | None

    @property
    def url(self) -> str:
        return url_for("actions.index", _anchor=f"action-{self.id}")


@dataclass(frozen=True)
class ItemPanel:
    run_id: int
    code: str
    editable: bool
    assign: AssignForm
    files: tuple[FileLine, ...]
    history: tuple[ItemEvent, ...]
    previous: PreviousAnswer | None
    tasks: list[ItemTask]
    accepts: str = ACCEPT


def panel(place: ItemPlace, assign: AssignForm | None = None) -> ItemPanel:
    people = dict(rows(User.select(User.id, User.name)))
    files = Attachment.of("run", [place.run.id]).get(place.run.id, [])
    return ItemPanel(
        run_id=place.run.id,
        code=place.item.code,
        editable=current_user.may("write") and place.run.signed_at is None,
        assign=assign or assign_form(place.line),
        files=tuple(file for file in files if file.slot == place.item.code),
        history=tuple(item_event(place.item, event, people) for event in history(place.run.id, place.item.code)),
        previous=previous_answer_of(place.run, place.item),
        tasks=[ItemTask(*task) for task in Action.open_at(place.run, place.item.code)],
    )


def assign_form(line: GivenAnswerLine | None) -> AssignForm:
    """The form as it stands, with what the person now sees."""
    owner, due_on = (line.owner_id, line.due_on) if line else (None, None)
    form = AssignForm(formdata=None, owner=owner, due_on=due_on, seen_owner=owner or "", seen_due=day(due_on))
    return form.offer(User.active(owner))


def previous_answer_of(run: Run, item: Item) -> PreviousAnswer | None:
    line = lines_of([run.previous_id])[run.previous_id].get(item.code) if run.previous_id else None
    return previous_answer(item, line)


def previous_answer(item: Item, line: GivenAnswerLine | None) -> PreviousAnswer | None:
    if line is None or not line.given or line.given["state"] == "unknown":
        return None
    return PreviousAnswer(given_text(item, line.given), line.note, line.by, line.at)


def item_event(item: Item, event: ItemEventLine, people: dict[int, str]) -> ItemEvent:
    after = event.after or {}
    if event.verb == "assign":
        words = assigned(after, people)
    elif "name" in after:
        words = after["name"]
    else:
        words = given_text(item, after)
    return ItemEvent(event.verb, words, after.get("note") or "", event.by, event.at)


def assigned(after: dict[str, Any], people: dict[int, str]) -> str:
    name, until = people.get(after["owner"]), after["due_on"]
    if name and until:
        return _("%(name)s, by %(day)s", name=name, day=day(date.fromisoformat(until)))
    return name or (_("by %(day)s", day=until) if until else _("nobody"))
