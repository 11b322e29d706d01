"""Which questions suppliers of a category are asked, and the team's own ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from secrets import token_hex
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form as PlainForm
from wtforms import FormField, HiddenField, SelectMultipleField, ValidationError

from portal.core.forms.base import EditForm, Line, Rows
from portal.core.forms.rows import RowChoice
from portal.core.rules.wording import Text
from portal.inquiries.rules.questions import OWN, Question, QuestionType

MOST_OWN, EMPTY_LINES = 30, 3


class OwnQuestionForm(PlainForm):
    """One language is enough: the other then reads the same. `way` is kind and unit in one: no figure without one."""

    key = HiddenField()
    zh = Line(_l("In Chinese"), longest=200)
    en = Line(_l("In English"), longest=200)
    way = RowChoice(_l("Answered by"), default="text")

    def validate_zh(self, field: Line) -> None:
        if set("{}[]") & set((field.data or "") + (self.en.data or "")):
            raise ValidationError(_l("Write it without { } [ ]."))


class QuestionSetForm(EditForm):
    asked = SelectMultipleField(_l("Shipped questions"))
    mine = Rows(FormField(OwnQuestionForm), max_entries=MOST_OWN)

    @classmethod
    def filled(cls, asked: list[str], own: Iterable[Question], version: int) -> QuestionSetForm:
        lines = [
            {"key": question.key, "zh": question.text.zh, "en": question.text.en, "way": way_of(question)}
            for question in own
        ]
        room = min(EMPTY_LINES, MOST_OWN - len(lines))
        return cls(None, data={"asked": asked, "mine": [*lines, *[{}] * room], "version": version})

    def offer(self, asked: list[Any], ways: list[Any]) -> QuestionSetForm:
        self.asked.choices = asked
        for line in self.mine:
            line.form.way.choices = ways
        return self

    @property
    def full(self) -> bool:
        return len(self.mine) >= MOST_OWN

    def own(self, known: Mapping[str, Question]) -> list[Question]:
        """The lines somebody filled in. Another way to answer makes it another question: answers are never mixed."""
        lines = [line.form for line in self.mine if line.form.zh.data or line.form.en.data]
        return [own_question(line, known.get(line.key.data)) for line in lines]


def own_question(line: Any, before: Question | None) -> Question:
    kind, _colon, unit = line.way.data.partition(":")
    same = before is not None and way_of(before) == line.way.data
    text = Text(line.zh.data or line.en.data, line.en.data or line.zh.data)
    key = before.key if before is not None and same else OWN + token_hex(4)
    return Question(key=key, text=text, type=QuestionType(kind), unit=unit or None)


def way_of(question: Question) -> str:
    return f"{question.type}:{question.unit}" if question.unit else str(question.type)
