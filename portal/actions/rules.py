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
    clauses = "clauses"  # core ones an agreement does not state
    item = "item"  # a checklist item
    records = "records"  # answers of a list that the records contradict
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
    version: int = 0  # of the row, where it can be settled from a list


class TodoGroup(StrEnum):
    """How pressing it is, the most pressing first."""

    overdue = "overdue"
    today = "today"
    week = "week"  # until Sunday
    later = "later"

    @classmethod
    def of(cls, due_on: date, today: date) -> TodoGroup:
        if due_on <= today:
            return cls.today if due_on == today else cls.overdue
        return cls.week if due_on.isocalendar()[:2] == today.isocalendar()[:2] else cls.later

    @property
    def place(self) -> int:
        return tuple(TodoGroup).index(self)


def sort(todos: list[Todo], me: int | None, today: date) -> list[Todo]:
    """Group by group; within each, mine before others', then by date."""

    def key(todo: Todo) -> tuple[int, bool, date, str, str]:
        return TodoGroup.of(todo.due_on, today).place, todo.owner_id != me, todo.due_on, todo.kind, todo.title

    return sorted(todos, key=key)
