"""What wants doing, as rows of the home page: where it can be done, and how pressing it is."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from portal.actions.rules import Todo, TodoGroup, TodoKind
from portal.home.pages.todo_sentences import todo_sentence
from portal.web.clock import today
from portal.web.filters import due
from portal.web.words import word

SYMBOLS = {
    TodoKind.review: "cal",
    TodoKind.reply: "clock",
    TodoKind.sample: "flask",
    TodoKind.test: "flask",
    TodoKind.check: "qr",
    TodoKind.verdict: "edit",
    TodoKind.quote: "clock",
    TodoKind.document: "clip",
    TodoKind.reference: "lock",
    TodoKind.renewal: "edit",
    TodoKind.clauses: "edit",
    TodoKind.item: "list",
    TodoKind.records: "warn",
    TodoKind.need: "target",
    TodoKind.action: "check",
}
FEW = {
    TodoGroup.overdue: 5,
    TodoGroup.today: 5,
    TodoGroup.week: 3,
    TodoGroup.later: 2,
}  # shown before all are asked for
LONG_ENDING = (TodoKind.document, TodoKind.renewal)  # they need time: warned of weeks ahead, counted in days
LATE_DAYS, SOON_DAYS = 7, 30  # before a paper or an agreement ends


class TodoPress(NamedTuple):
    """What can be said to be done from the list."""

    label: str
    url: str
    fields: dict[str, Any]


class TodoRow(NamedTuple):
    text: str
    url: str
    owner: str
    tag: tuple[str, str, str]  # label, tone and symbol
    tone: str
    due: str
    press: TodoPress | None
    plan_url: str  # where it is handed over or put off; empty where its kind cannot be
    plan_id: str  # of the place where that form opens


class TodoBox(NamedTuple):
    """The rows of a group, as many as are shown; `number`: how many there are."""

    id: str  # of its place on the page
    title: str
    number: int
    hot: bool
    rows: list[TodoRow]
    all_url: str  # where the others are shown; empty where there are none

    @property
    def hidden(self) -> int:
        return self.number - len(self.rows)


def todo_boxes(todos: list[Todo], whole: bool) -> list[TodoBox]:
    """The groups that hold something, the most pressing first; `todos` in their order, all of them where `whole`."""
    of_group = {group: [todo for todo in todos if TodoGroup.of(todo.due_on, today()) is group] for group in TodoGroup}
    return [
        TodoBox(
            f"todo-{group}",
            word(group, "todo_group"),
            len(own),
            group is TodoGroup.overdue,
            [todo_row(todo) for todo in (own if whole else own[: FEW[group]])],
            "" if whole or len(own) <= FEW[group] else url_for("home.index", all=1, _anchor=f"todo-{group}"),
        )
        for group, own in of_group.items()
        if own
    ]


def todo_row(todo: Todo) -> TodoRow:
    tone = todo_tone(todo)
    return TodoRow(
        todo_sentence(todo),
        todo_url(todo),
        todo.owner or "—",
        (word(todo.kind, "todo"), tone, SYMBOLS[todo.kind]),
        tone,
        due_text(todo),
        todo_press(todo),
        url_for("actions.plan", id=todo.object_id, next=url_for("home.index")) if todo.kind is TodoKind.action else "",
        f"place-of-{todo.object_id}",
    )


def todo_press(todo: Todo) -> TodoPress | None:
    """Done by one press where the record says no more than that; whatever holds a result is done on its own page."""
    match todo.kind:
        case TodoKind.action:
            fields = {"version": todo.version, "done": "yes", "next": url_for("home.index")}
            return TodoPress(_("Mark as done"), url_for("actions.settle", id=todo.object_id), fields)
        case TodoKind.review if todo.due_on <= today():
            fields = {"version": todo.version, "next": url_for("home.index")}
            return TodoPress(_("Passed"), url_for("reviews.passed", id=todo.object_id), fields)
        case TodoKind.renewal:
            return TodoPress(_("Begun"), url_for("agreements.renewal", id=todo.object_id), {"begun": "yes"})
    return None


def todo_tone(todo: Todo) -> str:
    left = (todo.due_on - today()).days
    late, soon = (LATE_DAYS, SOON_DAYS) if todo.kind in LONG_ENDING else (-1, 0)
    if left <= late:
        return "bad"
    return "warn" if left <= soon else ""


def due_text(todo: Todo) -> str:
    left = (todo.due_on - today()).days
    if todo.kind in LONG_ENDING and left > 0:
        return ngettext("in %(num)d day", "in %(num)d days", left)
    return due(todo.due_on)


def todo_url(todo: Todo) -> str:
    """The page where it can be done."""
    match todo.kind:
        case TodoKind.review:
            return url_for("reviews.show", id=todo.object_id)
        case TodoKind.reply:
            return url_for("inquiries.show", id=todo.object_id)
        case TodoKind.test if todo.owner_id == current_user.id:
            return url_for("measurements.sheet", id=todo.object_id)
        case TodoKind.sample | TodoKind.test:
            return url_for("samples.show", id=todo.object_id)
        case TodoKind.check:
            return url_for("samples.show", id=todo.object_id, _anchor="codes")
        case TodoKind.verdict:
            return url_for("samples.show", id=todo.object_id, _anchor="verdict")
        case TodoKind.quote:
            return url_for("quotes.show", id=todo.object_id)
        case TodoKind.document:
            return url_for("suppliers.show", id=todo.object_id, _anchor="documents")
        case TodoKind.reference:
            return url_for("references.show", id=todo.object_id)
        case TodoKind.renewal | TodoKind.clauses:
            return url_for("agreements.show", id=todo.object_id)
        case TodoKind.item:
            return url_for("answers.show", id=todo.object_id, code=todo.title)
        case TodoKind.records:
            return url_for("runs.contradicted", id=todo.object_id)
        case TodoKind.need:
            return url_for("needs.show", id=todo.object_id)
        case TodoKind.action:
            return url_for("actions.index", _anchor=f"action-{todo.object_id}")
