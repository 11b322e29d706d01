"""Codes of a digital sample: the paste that is never shown again, other results, and later checks."""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, TextAreaField, ValidationError
from wtforms.fields.choices import SelectChoice

from portal.codes.rules import MOST, First
from portal.core.forms.base import Count, CreateForm, Day, EditForm, Line
from portal.core.forms.posted import PostedForm
from portal.core.rules.card_codes import has_code, may_be_code

LONGEST_NOTE = 300
CODE_IN_NOTE = _l("A code stands in the note. Codes are never kept here: take it out.")


class Secret(TextAreaField):
    """A field of several lines that never go back to a page."""

    def _value(self) -> str:
        return ""


class Remark(Line):
    """A note that is no hiding place for a code; one that looks like it does not go back to the page either."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, longest=LONGEST_NOTE, **kwargs)

    def pre_validate(self, form: Any) -> None:
        text = self.data or ""
        if has_code(text) or may_be_code(text):
            self.data = ""
            raise ValidationError(CODE_IN_NOTE)

    def refuse(self) -> None:
        self.data, self.errors = "", [CODE_IN_NOTE]


class DayTested:
    """The day of a test: none later than `today` in the team's zone."""

    def offer(self, results: list[SelectChoice], today: date) -> Self:
        self["result"].choices = results  # type: ignore[index]
        self.today = today
        return self

    def validate_tested_on(self, field: Day) -> None:
        if field.data and field.data > self.today:
            raise ValidationError(_l("This day is still to come."))


class CodesForm(DayTested, CreateForm):
    codes = Secret(_l("Codes, one a line"))
    result = SelectField(_l("Result of these codes"), default=First.untested)
    tested_on = Day(_l("Tested on"), required=True)
    note = Remark(_l("Note"))


class ResultForm(DayTested, PostedForm):
    result = SelectField(_l("Result"))
    tested_on = Day(_l("Tested on"), required=True)


class CheckForm(EditForm):
    checked_on = Day(_l("Checked on"), required=True)
    asked = Count(_l("Codes checked"), least=1, most=MOST * 100, required=True)
    alive = Count(_l("Still work"), most=MOST * 100, required=True)
    note = Remark(_l("Note"))

    def validate_alive(self, field: Count) -> None:
        if field.data is not None and self.asked.data is not None and field.data > self.asked.data:
            raise ValidationError(_l("No more can work than were checked."))

    @property
    def about(self) -> dict[str, Any]:
        return {name: self[name].data for name in ("checked_on", "asked", "alive", "note")}
