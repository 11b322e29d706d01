"""Asking for a sample, its batches and testers, what it is compared with, and the verdict."""

from __future__ import annotations

import re
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, ValidationError
from wtforms.validators import DataRequired, InputRequired

from portal.core.forms.base import CreateForm, Day, EditForm, Line, LongText, row_key, whole
from portal.core.forms.currencies import CurrencyField
from portal.core.forms.noun import NounFields
from portal.core.forms.posted import PostedForm
from portal.core.forms.rows import RowChoice
from portal.core.forms.units import CurrencyAsked, Pieces, PriceField

LONGEST_NUMBER = 60
DATES = ("asked_on", "promised_on", "shipped_on", "received_on")


class SampleFields(CurrencyAsked, NounFields):
    supplier = RowChoice(_l("Supplier"), [DataRequired()], coerce=whole, names="/suppliers/named")
    product = RowChoice(_l("Product"), [DataRequired()], coerce=whole, names="/products/named")
    quantity = Pieces(_l("Quantity"), least=1, most=1_000_000)
    fee = PriceField(_l("Fee"))
    currency = CurrencyField(_l("Currency"))
    asked_on = Day(_l("Asked on"), required=True)
    promised_on = Day(_l("Promised for"))
    shipped_on = Day(_l("Shipped on"))
    received_on = Day(_l("Received on"))
    purpose = LongText(_l("What it should show"), longest=1000)
    use_scene = LongText(_l("Where and how it is used"), longest=1000)
    owner = RowChoice(_l("Owner"), coerce=row_key)
    note = LongText(_l("Note"))

    def validate_promised_on(self, field: Day) -> None:
        self.refuse_before(field, "asked_on", _l("It cannot be promised for a day before it was asked for."))

    def validate_shipped_on(self, field: Day) -> None:
        self.refuse_before(field, "asked_on", _l("It cannot be shipped before it was asked for."))

    def validate_received_on(self, field: Day) -> None:
        self.refuse_before(field, "asked_on", _l("It cannot be received before it was asked for."))
        self.refuse_before(field, "shipped_on", _l("It cannot be received before it was shipped."))

    def refuse_before(self, field: Day, name: str, words: Any) -> None:
        first = self[name].data  # type: ignore[index]
        if field.data and first and field.data < first:
            raise ValidationError(words)


class NewSampleForm(SampleFields, CreateForm):
    kind = RadioField(_l("Test sheet"), default="")
    batches = Line(_l("Batch numbers"), longest=400)
    then = HiddenField()  # the supplier that is asked for the same next
    like = HiddenField()  # the sample it is a copy of

    @property
    def numbers(self) -> list[str]:
        """The batch numbers as people list them: with commas or semicolons of either language, or on their own."""
        return [word.strip() for word in re.split(r"[,;，；、]", self.batches.data or "") if word.strip()]

    def validate_batches(self, field: Line) -> None:
        if any(len(number) > LONGEST_NUMBER for number in self.numbers):
            raise ValidationError(_l("A batch number has at most 60 characters; put commas between them."))


class SampleForm(SampleFields, EditForm):
    pass


class BatchForm(EditForm):
    number = Line(_l("Batch number"), longest=LONGEST_NUMBER, required=True)
    received_on = Day(_l("Received on"))
    note = Line(_l("Note"), longest=300)

    @property
    def about(self) -> dict[str, Any]:
        return {"number": self.number.data, "received_on": self.received_on.data, "note": self.note.data}


class TesterForm(PostedForm):
    user = RowChoice(_l("Tester"), [DataRequired()], coerce=whole)
    due_on = Day(_l("By"))


class VerdictForm(EditForm):
    verdict = RadioField(_l("Verdict"), [InputRequired()])
    reason = LongText(_l("Reason"), longest=1000)


class VerdictSignForm(EditForm):
    alone = LongText(_l("Why nobody signs with you"), longest=500)


class ReopenForm(EditForm):
    reason = LongText(_l("Reason"), longest=500, required=True)


class NewSampleRivalForm(CreateForm):
    other = RowChoice(_l("Another supplier’s sample"), coerce=whole)
    name = Line(_l("Or a rival product"), longest=160)
    note = LongText(_l("What came of it"), longest=1000)

    def validate_name(self, field: Line) -> None:
        if bool(field.data) == bool(self.other.data):
            raise ValidationError(_l("Choose a sample, or name a product: one of the two."))


class SampleRivalForm(EditForm):
    note = LongText(_l("What came of it"), longest=1000)
