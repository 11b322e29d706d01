"""Asking for a sample, its batches and testers, and the verdict."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, ValidationError
from wtforms.validators import InputRequired

from portal.domain.codes import looks_like_codes
from portal.domain.money import CURRENCIES
from portal.forms.base import Amount, CreateForm, Day, EditForm, FlaskForm, Line, LongText
from portal.forms.suppliers import whole

DATES = ("asked_on", "promised_on", "shipped_on", "received_on")


class SampleFields:
    supplier = SelectField(_l("Supplier"), [InputRequired()], coerce=whole)
    product = SelectField(_l("Product"), [InputRequired()], coerce=whole)
    kind = RadioField(_l("Goods"), [InputRequired()], default="physical")
    fee = Amount(_l("Fee"))
    currency = SelectField(_l("Currency"), choices=list(CURRENCIES))
    asked_on = Day(_l("Asked on"), required=True)
    promised_on = Day(_l("Promised for"))
    shipped_on = Day(_l("Shipped on"))
    received_on = Day(_l("Received on"))
    purpose = LongText(_l("What it should show"), longest=1000)
    use_scene = LongText(_l("Where and how it is used"), longest=1000)
    owner = SelectField(_l("Owner"), coerce=whole)
    note = LongText(_l("Note"))

    def offer(self, **choices: Any) -> Any:
        """What can be chosen, by field."""
        for name, found in choices.items():
            self[name].choices = found  # type: ignore[index]
        return self

    def validate_note(self, field: LongText) -> None:
        if looks_like_codes(field.data or ""):
            raise ValidationError(_l("This looks like card codes. Codes are never kept here: take them out."))

    def validate_asked_on(self, field: Day) -> None:
        later = [self[name].data for name in DATES[1:] if self[name].data]  # type: ignore[index]
        if field.data and any(day < field.data for day in later):
            raise ValidationError(_l("It cannot be promised, shipped or received before it was asked for."))
        shipped, received = self["shipped_on"].data, self["received_on"].data  # type: ignore[index]
        if shipped and received and received < shipped:
            raise ValidationError(_l("It cannot be received before it was shipped."))

    @property
    def about(self) -> dict[str, Any]:
        names: tuple[str, ...] = ("supplier", "product", "kind", "fee", "currency", *DATES)
        names += ("purpose", "use_scene", "owner", "note")
        return {name: self[name].data for name in names}  # type: ignore[index]


class NewSampleForm(SampleFields, CreateForm):
    batches = Line(_l("Batch numbers"), longest=200)

    @property
    def numbers(self) -> list[str]:
        words = (self.batches.data or "").replace("，", ",").replace("、", ",").split(",")
        return [word.strip()[:60] for word in words if word.strip()]


class SampleForm(SampleFields, EditForm):
    pass


class BatchForm(FlaskForm):
    number = Line(_l("Batch number"), longest=60, required=True)
    received_on = Day(_l("Received on"))


class TesterForm(FlaskForm):
    user = SelectField(_l("Tester"), [InputRequired()], coerce=whole)
    due_on = Day(_l("By"))


class VerdictForm(EditForm):
    verdict = RadioField(_l("Verdict"), [InputRequired()])
    reason = LongText(_l("Reason"), longest=1000)


class SignForm(EditForm):
    alone = LongText(_l("Why you sign alone"), longest=500)


class ReopenForm(EditForm):
    reason = LongText(_l("Reason"), longest=500, required=True)
