"""Inquiries to suppliers: what was asked, when and how, and what was answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Self

from peewee import CharField, ForeignKeyField, JSONField, TextField

from portal.core.models.change import Entry, change
from portal.core.models.fields import UtcDateTimeField
from portal.core.models.record import Stamp, plain
from portal.core.models.users import User
from portal.inquiries.rules.questions import Question
from portal.suppliers.models.suppliers import Supplier


class Inquiry(Entry):
    SEARCHED = ("note",)
    supplier_id: int
    supplier = ForeignKeyField(Supplier, index=True)
    goods = CharField(max_length=10)  # physical, digital, both: what it is about
    asked_at = UtcDateTimeField()
    channel = CharField(max_length=10)  # mail, phone, chat, platform, meeting, other
    asked_by = ForeignKeyField(User, null=True, backref="+")
    note = TextField(default="")
    first_reply_at = UtcDateTimeField(null=True)
    answered_at = UtcDateTimeField(null=True)
    questions = JSONField(default=list)  # as they were asked, in their order
    answers = JSONField(default=dict)  # "moq" -> value, dodged, note
    by = ForeignKeyField(User, null=True, backref="+")
    created_at = UtcDateTimeField()
    deleted_at = UtcDateTimeField(null=True)

    @classmethod
    def ask(cls, stamp: Stamp, questions: Iterable[Question], **about: Any) -> Self:
        """The questions stay as they were asked, whatever becomes of the book."""
        asked = list(questions)
        with change(stamp) as log:
            row = cls.create(created_at=stamp.at, questions=[question.to_json() for question in asked], **about)
            log("inquiry.add", row, after=plain(about) | {"questions": [question.key for question in asked]})
        return row

    def write(self, seen: int, stamp: Stamp, answers: Mapping[str, Any], **about: Any) -> None:
        """What came back, and when. Raises Stale if somebody saved since."""
        with change(stamp) as log:
            before = {key: self.__data__[key] for key in about} | self.answers
            after = plain(about) | dict(answers)
            self.change_row(seen, answers=dict(answers), **about)
            moved = [key for key in {**before, **after} if before.get(key) != after.get(key)]
            log("inquiry.write", self, *({key: side.get(key) for key in moved} for side in (before, after)))
