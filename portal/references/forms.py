"""What is kept of a batch as the reference: by which number, confirmed by whom, where, until when."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, ValidationError

from portal.core.forms.base import CreateForm, Day, EditForm, Line, LongText, row_key
from portal.core.forms.noun import NounFields
from portal.core.forms.rows import RowChoice
from portal.core.rules.text import clean, visible
from portal.references.rules import SEPARATORS


class Number(Line):
    """A number as a label bears it: without characters that nobody sees."""

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = visible(clean(valuelist[0])) if valuelist else ""


class GoldenSampleFields(NounFields):
    number = Number(_l("Number"), longest=40, required=True)
    sealed_on = Day(_l("Sealed on"), required=True)
    contents = LongText(_l("What it shows"), longest=1000)
    accepted = LongText(_l("Accepted deviations"), longest=1000)
    confirmed_by = RowChoice(_l("Confirmed for us by"), coerce=row_key)
    their_name = Line(_l("Confirmed for the supplier by"))
    their_on = Day(_l("Supplier confirmed on"))
    keeper = RowChoice(_l("Keeper"), coerce=row_key)
    place = Line(_l("Kept at"))
    valid_until = Day(_l("Valid until"))

    def validate_number(self, field: Line) -> None:
        if SEPARATORS.search(field.data or ""):
            raise ValidationError(_l("A number holds no comma or semicolon."))

    def validate_their_name(self, field: Line) -> None:
        dated = self["their_on"].data is not None  # type: ignore[index]
        if bool(field.data) != dated:
            raise ValidationError(_l("Enter who confirmed it and on which day, or neither."))

    def validate_valid_until(self, field: Day) -> None:
        sealed = self["sealed_on"].data  # type: ignore[index]
        if field.data and sealed and field.data < sealed:
            raise ValidationError(_l("It cannot end before it was sealed."))


class NewGoldenSampleForm(GoldenSampleFields, CreateForm):
    batch = HiddenField(_l("Batch"))


class GoldenSampleForm(GoldenSampleFields, EditForm):
    replaced_by = RowChoice(_l("Replaced by"), coerce=row_key)

    @property
    def about(self) -> dict[str, Any]:
        return super().about | {"replaced_by": self.replaced_by.data}
