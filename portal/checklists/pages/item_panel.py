"""What stands beside an item: who does it and by when, its files, its history, and the answer of the last run."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask_babel import gettext as _
from flask_login import current_user

from portal.actions.models import Action
from portal.checklists.forms import AssignForm
from portal.checklists.models.runs import Run
from portal.checklists.pages.item import Last
from portal.checklists.pages.save_item import ItemPlace
from portal.checklists.pages.sentences import given_text
from portal.checklists.queries import GivenAnswerLine, RunEventLine, history
from portal.checklists.queries import answers as lines_of
from portal.checklists.rules.items import Item
from portal.core.models.attachments import Attachment, FileLine
from portal.core.models.record import rows
from portal.core.models.users import User
from portal.web.filters import day
from portal.web.uploads import ACCEPT


@dataclass(frozen=True)
class Happened:
    verb: str
    words: str
    note: str
    by: str | None
    at: datetime


@dataclass(frozen=True)
class Panel:
    run_id: int
    code: str
    editable: bool
    assign: AssignForm
    files: tuple[FileLine, ...]
    history: tuple[Happened, ...]
    last: Last | None
    tasks: list[tuple[int, str, date | None]]
    accepts: str = ACCEPT


def panel(place: ItemPlace, assign: AssignForm | None = None) -> Panel:
    people = dict(rows(User.select(User.id, User.name)))
    files = Attachment.of("run", [place.run.id]).get(place.run.id, [])
    return Panel(
        run_id=place.run.id,
        code=place.item.code,
        editable=current_user.may("write") and place.run.signed_at is None,
        assign=assign or assign_form(place.line),
        files=tuple(file for file in files if file.slot == place.item.code),
        history=tuple(happened(place.item, event, people) for event in history(place.run.id, place.item.code)),
        last=last_of(place.run, place.item),
        tasks=Action.open_at(place.run, place.item.code),
    )


def assign_form(line: GivenAnswerLine | None) -> AssignForm:
    """The form as it stands, with what the person now sees."""
    owner, due_on = (line.owner_id, line.due_on) if line else (None, None)
    form = AssignForm(formdata=None, owner=owner, due_on=due_on, seen_owner=owner or "", seen_due=day(due_on))
    return form.offer(User.active(owner))


def last_of(run: Run, item: Item) -> Last | None:
    line = lines_of([run.previous_id])[run.previous_id].get(item.code) if run.previous_id else None
    return last(item, line)


def last(item: Item, line: GivenAnswerLine | None) -> Last | None:
    if line is None or not line.given or line.given["state"] == "unknown":
        return None
    return Last(given_text(item, line.given), line.note, line.by, line.at)


def happened(item: Item, event: RunEventLine, people: dict[int, str]) -> Happened:
    after = event.after or {}
    if event.verb == "assign":
        words = assigned(after, people)
    elif "name" in after:
        words = after["name"]
    else:
        words = given_text(item, after)
    return Happened(event.verb, words, after.get("note") or "", event.by, event.at)


def assigned(after: dict[str, Any], people: dict[int, str]) -> str:
    who, until = people.get(after["owner"]), after["due_on"]
    if who and until:
        return _("%(name)s, by %(day)s", name=who, day=day(date.fromisoformat(until)))
    return who or (_("by %(day)s", day=until) if until else _("nobody"))
