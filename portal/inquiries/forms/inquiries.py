"""What a supplier is asked, and what came back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField, ValidationError
from wtforms.fields import DateTimeLocalField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from portal.core.forms.base import CreateForm, EditForm, Line, LongText, Optional, row_key, whole
from portal.core.forms.files import SentFile
from portal.core.forms.noun import NounFields
from portal.core.forms.posted import PostedForm
from portal.core.forms.rows import RowChoice
from portal.core.forms.values import value_field
from portal.core.rules.wording import Text
from portal.inquiries.rules.inquiries import InquiryFacts, Reply
from portal.inquiries.rules.questions import LONGEST_NAME, LONGEST_NOTE, LONGEST_REPLY, Question

FIRST_YEAR = 2000
NAMED = "/suppliers/named"


class Moment(DateTimeLocalField):
    """A minute on the wall clock of the team, without a zone."""

    def __init__(self, label: Any, required: bool = False, **kwargs: Any) -> None:
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d"]
        super().__init__(label, [InputRequired() if required else Optional()], format=formats, **kwargs)

    def pre_validate(self, form: Any) -> None:
        if self.data and self.data.year < FIRST_YEAR:
            raise ValidationError(_l("This is too long ago."))


class AskedFields(NounFields):
    """When and how it was asked. `latest` is now, on the wall clock of the team: nobody has asked tomorrow."""

    latest: datetime | None = None
    asked_at = Moment(_l("Asked at"), required=True)
    channel = RadioField(_l("Channel"), [InputRequired()], default="chat")
    asked_by = RowChoice(_l("Asked by"), coerce=row_key)
    note = LongText(_l("Note"))

    def validate_asked_at(self, field: Moment) -> None:
        if field.data and self.latest and field.data > self.latest:
            raise ValidationError(_l("This has not come yet."))


class WhatToAskForm(PostedForm):
    """Which questions are offered; asked by GET, so that the address holds the choice."""

    class Meta:
        csrf = False

    supplier = RowChoice(_l("Supplier"), [DataRequired()], coerce=whole, validate_choice=False, names=NAMED)
    category = RowChoice(_l("Category"), coerce=row_key, validate_choice=False)
    goods = RadioField(_l("Goods"), default="both")
    choice = RadioField(_l("Questions"), default="core")


class NewInquiryForm(AskedFields, CreateForm):
    supplier = RowChoice(_l("Supplier"), [DataRequired()], coerce=whole, names=NAMED)
    category = RowChoice(_l("Category"), coerce=row_key)  # whose questions are asked
    goods = RadioField(_l("Goods"), [InputRequired()])
    choice = RadioField(_l("Questions"), [InputRequired()])
    source: InquiryFacts | None = None
    like = HiddenField(filters=[whole])  # the inquiry whose questions are asked again, word for word
    questions = SelectMultipleField(_l("What is asked"), [DataRequired(_l("Ask one question at least."))])


class RepliesForm(AskedFields, EditForm):
    """Three fields for each question: what was answered, a note, and whether it was talked around."""

    first_reply_at = Moment(_l("First reply at"))
    answered_at = Moment(_l("Answered at"))
    questions: tuple[Question, ...] = ()

    @classmethod
    def of(cls, questions: Iterable[Question], say: Callable[[Text], str]) -> type[RepliesForm]:
        """The form for these questions, its labels in the words of `say`."""
        asked, fields = tuple(questions), {}
        for question in asked:
            options = [(option.key, say(option.text)) for option in question.options]
            fields[f"q_{question.key}"] = value_field(
                question.type, say(question.text), options, LONGEST_NAME, LONGEST_REPLY
            )
            fields[f"q_{question.key}_note"] = Line(_l("Note"), longest=LONGEST_NOTE)
            fields[f"q_{question.key}_dodged"] = BooleanField(_l("Talked around it"))
        return type("RepliesForm", (cls,), {**fields, "questions": asked})

    @classmethod
    def filled(cls, replies: dict[str, Reply], **about: Any) -> RepliesForm:
        for key, reply in replies.items():
            about |= {f"q_{key}": reply.value, f"q_{key}_note": reply.note, f"q_{key}_dodged": reply.dodged}
        return cls(None, data=about)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        faults = [question.key for question in self.questions if not self.sensible(question.key)]
        if self.answers and not self.first_reply_at.data and not self.first_reply_at.errors:
            self.first_reply_at.errors = [_l("Say when the first reply came.")]
            return False
        return fine and not faults

    def sensible(self, key: str) -> bool:
        """A question that was talked around has no answer; what was said instead stands in its note."""
        reply = self.reply(key)
        if reply.dodged and reply.value is not None:
            self[f"q_{key}_note"].errors = [_l("Either an answer, or “Talked around it” with a note.")]
        return not reply.dodged or reply.value is None

    def validate_first_reply_at(self, field: Moment) -> None:
        self.after(field, self.asked_at)

    def validate_answered_at(self, field: Moment) -> None:
        if field.data and not self.first_reply_at.data:
            raise ValidationError(_l("Say when the first reply came."))
        self.after(field, self.first_reply_at)

    def after(self, field: Moment, first: Moment) -> None:
        if field.data and first.data and field.data < first.data:
            raise ValidationError(_l("This is before what came first."))
        self.validate_asked_at(field)

    def reply(self, key: str) -> Reply:
        value = self[f"q_{key}"].data
        return Reply(None if value == "" else value, self[f"q_{key}_dodged"].data, self[f"q_{key}_note"].data or "")

    @property
    def times(self) -> dict[str, Any]:
        return {name: self[name].data for name in ("first_reply_at", "answered_at")}

    @property
    def answers(self) -> dict[str, Any]:
        """As the row keeps them; a question nobody said anything to is left out."""
        replies = {question.key: self.reply(question.key).to_json() for question in self.questions}
        return {key: reply for key, reply in replies.items() if reply}


class ReplyFileForm(PostedForm):
    question = RowChoice(_l("For which answer"))
    file = SentFile(_l("File"))

    def offer(self, questions: Iterable[tuple[str, str]]) -> ReplyFileForm:
        """Key and words of each question; nothing chosen: a file of the whole."""
        self.question.choices = [
            SelectChoice("", _l("all of them")),
            *(SelectChoice(*question) for question in questions),
        ]
        return self
