"""What suppliers of a category are asked: shipped questions left out, and the team's own ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Self

from peewee import ForeignKeyField, JSONField

from portal.core.models.change import Versioned, change
from portal.core.models.record import Stamp, rows
from portal.inquiries.rules.questions import Question, kept_from
from portal.settings.models.categories import Category


class QuestionSet(Versioned):
    """A category without one asks the shipped questions. Inquiries keep what they asked, whatever becomes of it."""

    category = ForeignKeyField(Category, unique=True)
    off = JSONField(default=list)  # keys of the shipped questions left out
    own = JSONField(default=list)  # questions of the team, in the order they are asked
    former = JSONField(default=list)  # own questions not asked any more: old inquiries and the trail still name them

    @classmethod
    def put(cls, category: int, seen: int, off: Collection[str], own: Iterable[Question], stamp: Stamp) -> Self:
        """From now on. `seen` is 0 where the person saw none; raises Stale if somebody saved since."""
        asked = list(own)
        with change(stamp) as log:
            cls.insert(category=category, version=0).on_conflict_ignore().execute()
            row: Self = cls.get(cls.category == category)
            before = {"off": row.off, "own": [question["text"]["zh"] for question in row.own]}
            keys = {question.key for question in asked}
            former = [question for question in (*row.former, *row.own) if question["key"] not in keys]
            row.change_row(seen, off=sorted(off), own=[question.to_json() for question in asked], former=former)
            log("question_set.put", row, before, {"off": row.off, "own": [question.text.zh for question in asked]})
        return row

    @classmethod
    def of(cls, category: int | None) -> Self:
        """The set of a category, or an unsaved one that leaves nothing out."""
        stored = cls.get_or_none(cls.category == category) if category else None
        return stored or cls(category=category, version=0, off=[], own=[], former=[])

    @property
    def own_questions(self) -> tuple[Question, ...]:
        return kept_from(self.own)

    def book(self, shipped: Iterable[Question]) -> tuple[Question, ...]:
        """What may be asked of a supplier of the category: the shipped questions it keeps, then its own."""
        return (*(question for question in shipped if question.key not in self.off), *self.own_questions)


def counts() -> dict[int, tuple[int, int]]:
    """Id of each category with a set -> how many shipped questions it leaves out, how many it adds."""
    query = QuestionSet.select(QuestionSet.category, QuestionSet.off, QuestionSet.own)
    return {category: (len(off), len(own)) for category, off, own in rows(query)}


def every_own() -> dict[str, Question]:
    """Each own question there ever was, by its key."""
    sets = rows(QuestionSet.select(QuestionSet.former, QuestionSet.own))
    return {question.key: question for former, own in sets for question in kept_from([*former, *own])}
