"""An answer, who does an item, a signature, a move to another stage."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice

from portal.checklists.rules.answers import NOT_APPLICABLE, AnswerFault, AnswerReading, BadAnswer, read_answer
from portal.checklists.rules.items import Item
from portal.core.forms.base import NO_CHOICE, Day, LongText, row_key
from portal.core.forms.files import SentFile
from portal.core.forms.posted import EveryValueField, PostedForm
from portal.core.forms.rows import RowChoice
from portal.core.rules.stages import Stage
from portal.core.rules.text import clean

SEEN = re.compile(r"([A-Z]{1,3}[0-9]{1,4})\.([0-9]{1,9})")
LONGEST_NOTE = 2000

FAULTS = {
    AnswerFault.not_an_option: _l("Choose one of the answers offered."),
    AnswerFault.not_a_number: _l("Enter a number, for example 100."),
    AnswerFault.out_of_range: _l("This is outside what can be entered here."),
    AnswerFault.too_precise: _l("Six decimals at most."),
    AnswerFault.not_a_date: _l("Enter a date, for example 2026-11-24."),
    AnswerFault.not_a_file: _l("Choose a file."),
    AnswerFault.too_long: _l("This is too long."),
    AnswerFault.unreadable: _l("This text holds a character that cannot be stored. Type it again."),
}


class Values(EveryValueField):
    """Every value sent under the name, as typed."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = [clean(text) for text in valuelist]


def seen_revision(text: str | None) -> int:
    """The revision in a mark like S08.3; -1 for anything else, which no row has."""
    match = SEEN.fullmatch(text or "")
    return int(match[2]) if match else -1


class AnswerForm(PostedForm):
    seen = HiddenField()  # code and revision of the item the person was looking at
    over = HiddenField()  # the same, once the person has read a colleague's answer and keeps their own
    act = HiddenField()  # "" answers; confirm, put_back, merge
    value = Values()
    note = LongText(_l("Note"), longest=LONGEST_NOTE)

    @property
    def revision(self) -> int:
        return seen_revision(self.over.data or self.seen.data)

    def reading(self, item: Item) -> AnswerReading:
        """What was typed or chosen. Raises BadAnswer."""
        raw = self.value.data or []
        if item.applies_when and raw == ["na"]:
            return NOT_APPLICABLE
        return read_answer(item, raw)

    def refuse(self, bad: BadAnswer) -> None:
        self.value.errors = [str(FAULTS[bad.fault])]


class EvidenceForm(PostedForm):
    file = SentFile(_l("Add a file"))


def number(text: Any) -> int | None:
    """A row id, tag or version as sent; None for anything that cannot be one."""
    return int(text) if re.fullmatch(r"[0-9]{1,9}", str(text or "")) else None


def day(text: Any) -> date | None:
    try:
        return date.fromisoformat(str(text))
    except ValueError:
        return None


class AssignForm(PostedForm):
    """Beside what is chosen it carries what the person saw, so that nobody's choice is lost unnoticed."""

    owner = RowChoice(_l("Who does it"), coerce=row_key)
    due_on = Day(_l("By"))
    seen_owner = HiddenField()
    seen_due = HiddenField()

    def offer(self, people: list[tuple[int, str]]) -> AssignForm:
        self.owner.choices = [NO_CHOICE, *(SelectChoice(str(key), name) for key, name in people)]
        return self

    @property
    def seen(self) -> tuple[int | None, date | None]:
        return number(self.seen_owner.data), day(self.seen_due.data)


class RunSignForm(PostedForm):
    rev = HiddenField()  # the tag of the run the person was looking at
    reason = LongText(_l("Why nobody signs with you"), longest=500)

    @property
    def seen(self) -> int:
        rev = number(self.rev.data)
        return -1 if rev is None else rev


class ReasonForm(PostedForm):
    reason = LongText(_l("Reason"), longest=500, required=True)


class StageMoveForm(PostedForm):
    version = HiddenField()
    to = SelectField(_l("Stage"), choices=list(Stage), validate_choice=False)
    reason = LongText(_l("Reason"), longest=500)

    @property
    def seen(self) -> int:
        return number(self.version.data) or 0
