"""What wants doing, in the order it should be done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class TodoKind(StrEnum):
    review = "review"
    reply = "reply"  # a supplier has not said a word to what it was asked
    sample = "sample"  # promised, not here yet
    test = "test"  # a tester who has not finished
    check = "check"  # codes of a digital sample that worked: do they still
    verdict = "verdict"  # put up, not signed by two yet
    quote = "quote"  # runs out, or has
    document = "document"  # expires, or has
    reference = "reference"  # a sealed sample or reference order ends, or has
    renewal = "renewal"  # an agreement ends, and nobody has begun its renewal
    clauses = "clauses"  # needed ones an agreement does not state
    item = "item"  # a checklist item
    need = "need"  # a search whose deadline comes, or is past
    action = "action"


@dataclass(frozen=True)
class Todo:
    kind: TodoKind
    title: str  # the supplier, or the text of an action or item
    about: str  # the product, the kind of document, the working days without a reply; may be empty
    due_on: date
    owner_id: int | None
    owner: str | None
    object_id: int  # whose page it leads to: see the views
    business: str = ""  # whose checklist the item stands on


def sort(todos: list[Todo], me: int | None, today: date) -> list[Todo]:
    """Overdue first, then today, then later; within each, mine before others', then by date."""

    def key(todo: Todo) -> tuple[int, bool, date, str, str]:
        group = 0 if todo.due_on < today else 1 if todo.due_on == today else 2
        return group, todo.owner_id != me, todo.due_on, todo.kind, todo.title

    return sorted(todos, key=key)
