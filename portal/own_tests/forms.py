"""A test of the team's own: what is asked of a sample, and what the answer must keep to."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, ValidationError

from portal.checklists.rules.answers import RATING_HIGH, RATING_LOW
from portal.core.forms.base import Amount, CreateForm, EditForm, Line, LongText
from portal.core.forms.noun import NounFields
from portal.core.forms.posted import PostedForm
from portal.core.rules.text import clean
from portal.samples.rules.sampling import OwnTest, OwnWay, Severity

LARGEST_FIGURE = 10**9


def yes(value: Any) -> bool:
    return value in (True, "yes")


class OwnTestFields(NounFields):
    name = Line(_l("What is tested"), longest=120, required=True)
    way = RadioField(_l("Answered by"), default=OwnWay.number.value)
    unit = Line(_l("Unit"), longest=20)
    least = Amount(_l("At least"), least=-LARGEST_FIGURE, most=LARGEST_FIGURE)
    most = Amount(_l("At most"), least=-LARGEST_FIGURE, most=LARGEST_FIGURE)
    expected = RadioField(_l("The good answer"), default=True, coerce=yes)
    how = Line(_l("How it is tested"), longest=300)
    severity = RadioField(_l("How grave a failure is"), default=Severity.major.value)

    def validate_name(self, field: Line) -> None:
        if set("{}[]") & set((field.data or "") + (self.how.data or "")):
            raise ValidationError(_l("Write it without { } [ ]."))

    def validate(self, extra_validators: Any = None) -> bool:
        """With the limits held against the way to answer: an empty one may be what is wrong."""
        valid: bool = super().validate(extra_validators)  # type: ignore[misc]
        fault = "" if self.least.errors or self.most.errors else self.limit_fault()
        if fault:
            self.least.errors = [fault]
        return valid and not fault

    def limit_fault(self) -> str:
        least, most = self.least.data, self.most.data
        if self.way.data == OwnWay.score and (least is None or not RATING_LOW <= least <= RATING_HIGH):
            return str(_l("Say from which mark on it passes, 1 to 5."))
        if self.way.data != OwnWay.number:
            return ""
        if least is None and most is None:
            return str(_l("A number needs a limit: the least, the most, or both."))
        above = least is not None and most is not None and least > most
        return str(_l("The least is above the most.")) if above else ""

    @property
    def about(self) -> dict[str, Any]:
        """What was typed, by column; empty where this way to answer has no use for it."""
        typed = super().about
        number, score = self.way.data == OwnWay.number, self.way.data == OwnWay.score
        unused: dict[str, Any] = {} if number else {"unit": "", "most": None}
        unused |= {} if number or score else {"least": None}
        return typed | unused

    @property
    def test(self) -> OwnTest:
        return OwnTest.of(self.about)


class NewCategoryTestForm(OwnTestFields, CreateForm):
    pass


class CategoryTestForm(OwnTestFields, EditForm):
    pass


class NewSampleTestForm(OwnTestFields, CreateForm):
    keep = BooleanField(_l("Keep as template of the category"))


class SampleTestForm(OwnTestFields, EditForm):
    """How it is answered stays as it is: another unit would make other figures of those measured."""


class LeaveOutForm(PostedForm):
    reason = LongText(_l("Why it is left out"), longest=300, required=True)
    keep = BooleanField(_l("Keep as template of the category"))
    seen = HiddenField(filters=[lambda text: clean(text or "")])  # the reason the person was looking at
