"""The form every form is built on, and the fields that forgive how people paste."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import (
    Field,
    FieldList,
    HiddenField,
    IntegerField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import DateField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional, StopValidation
from wtforms.widgets import CheckboxInput

from portal.core.forms.posted import PostedForm
from portal.core.rules.card_codes import looks_like_codes
from portal.core.rules.text import clean, plain_number, whole

LARGEST = 10**12
NO_CHOICE = SelectChoice("", "—")  # of a list that may be left open
LONGEST_TEXT = 5000
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)

__all__ = [
    "row_key",
    "whole",
    "Amount",
    "Checks",
    "Count",
    "CreateForm",
    "Day",
    "EditForm",
    "InputRequired",
    "Line",
    "Link",
    "LongText",
    "Optional",
    "RowForm",
    "Rows",
    "Share",
]


def row_key(value: Any) -> int | None:
    """What a choice of a row sends; ValueError for what no row can have."""
    key = whole(value)
    if key is None and value not in (None, ""):
        raise ValueError(value)
    return key


def copy_name(name: str, longest: int = 120) -> str:
    """What a copy is called until somebody says otherwise, cut where it would not fit."""
    room = longest - len(_("%(name)s (copy)", name=""))
    return _("%(name)s (copy)", name=name[:room])


class CreateForm(PostedForm):
    key = HiddenField()  # one-time: a double submit makes one row


class RowForm(PostedForm):
    """A row of a file that is imported: held to the rules of a form, but no page, so without a form token."""

    class Meta:
        csrf = False


class EditForm(PostedForm):
    version = HiddenField(default="1")

    @property
    def seen(self) -> int:
        """The version of the row the person was looking at."""
        return whole(self.version.data) or 0


def no_nul(form: Any, field: Field) -> None:
    if "\x00" in (field.data or ""):
        raise ValidationError(_l("This text holds a character that cannot be stored. Type it again."))


def no_codes(form: Any, field: Field) -> None:
    if looks_like_codes(field.data or ""):
        raise ValidationError(_l("This looks like card codes. Codes are never kept here: take them out."))


def plain_figure(value: Decimal | int) -> str:
    """Thousands apart from ten thousand on: a year keeps its usual look."""
    return f"{value:,}" if value >= 10_000 else str(value)


class Within:
    """From `least` to `most`, either None where there is no end; silent where the field could not be read at all."""

    def __init__(self, least: Decimal | int | None, most: Decimal | int | None) -> None:
        self.least, self.most = least, most

    def __call__(self, form: Any, field: Any) -> None:
        if field.errors:
            raise StopValidation
        if self.least is not None and field.data < self.least:
            raise ValidationError(_l("Enter %(least)s or more.", least=field.figure(self.least)))
        if self.most is not None and field.data > self.most:
            raise ValidationError(_l("Enter %(most)s or less.", most=field.figure(self.most)))


class Line(StringField):
    """One line of text."""

    def __init__(self, label: Any, longest: int = 120, required: bool = False, **kwargs: Any) -> None:
        rules = [no_nul, Length(max=longest)]
        super().__init__(label, [DataRequired(), *rules] if required else rules, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = clean(valuelist[0]).replace("\n", " ").strip() if valuelist else ""


class LongText(TextAreaField):
    """Several lines of text; never a list of card codes."""

    def __init__(self, label: Any, longest: int = LONGEST_TEXT, required: bool = False, **kwargs: Any) -> None:
        rules = [no_nul, no_codes, Length(max=longest)]
        super().__init__(label, [DataRequired(), *rules] if required else rules, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        self.data = clean(valuelist[0]).strip() if valuelist else ""


class Link(Line):
    """A web address; only http and https."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, longest=300, **kwargs)

    def pre_validate(self, form: Any) -> None:
        if not self.data:
            return
        try:
            parts = urlsplit(self.data)
        except ValueError:
            parts = urlsplit("")
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValidationError(_l("Enter a web address that begins with http:// or https://"))


class Count(IntegerField):
    """A whole number, as people paste it: full-width digits, thousands commas."""

    # A number input would throw away what it cannot read, before anybody could be told.
    widget = StringField.widget
    refused = _l("Enter a whole number, for example 100.")

    def __init__(self, label: Any, least: int = 0, most: int = 10**9, required: bool = False, **kwargs: Any) -> None:
        rules = [InputRequired() if required else Optional(), Within(least, most)]
        kwargs.setdefault("render_kw", {"inputmode": "numeric"})
        super().__init__(label, rules, **kwargs)

    def process_formdata(self, valuelist: list[str]) -> None:
        text = self.plain(valuelist[0]) if valuelist else ""
        try:
            value = Decimal(text) if text else None
        except InvalidOperation:
            value = Decimal("NaN")
        if value is None:
            self.data = None
        elif value.is_finite() and abs(value) <= LARGEST and value == value.to_integral_value():
            self.data = int(value)
        else:
            self.data = None
            raise ValueError(str(self.refused))

    def plain(self, text: str) -> str:
        """The figure alone, as digits; what is none comes back to be refused."""
        return plain_number(text)

    def figure(self, value: Decimal | int) -> str:
        return plain_figure(value)


class Amount(Field):
    """An exact decimal, six places at most: money, or any measured figure."""

    widget = StringField.widget
    refused = _l("Enter a number, for example 100.")

    def __init__(
        self, label: Any, least: Decimal | int | None = 0, most: int = LARGEST, required: bool = False, **kwargs: Any
    ) -> None:
        rules = [InputRequired() if required else Optional(), Within(least, most)]
        kwargs.setdefault("render_kw", {"inputmode": "decimal"})
        super().__init__(label, rules, **kwargs)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{self.data.normalize():f}"

    def process_formdata(self, valuelist: list[str]) -> None:
        text = self.plain(valuelist[0]) if valuelist else ""
        self.data = self.parse(text) if text else None

    def plain(self, text: str) -> str:
        """The figure alone, as digits; what is none comes back to be refused."""
        return plain_number(text)

    def figure(self, value: Decimal | int) -> str:
        return plain_figure(value)

    def parse(self, text: str) -> Decimal:
        try:
            value = Decimal(text)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or abs(value) > LARGEST:
            raise ValueError(str(self.refused))
        if value != round(value, 6):
            raise ValueError(str(_l("Six decimals at most.")))
        return value


class Share(Amount):
    """A percentage on the page, a share 0 to 1 in Python."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, least=0, most=1, **kwargs)

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else f"{(self.data * 100).normalize():f}"

    def figure(self, value: Decimal | int) -> str:
        return f"{value * 100:,}%"

    def parse(self, text: str) -> Decimal:
        return super().parse(text.removesuffix("%")) / 100


class Rows(FieldList):
    """Several of the same, by number; a name whose number no page of ours writes is not one of them."""

    def _extract_indices(self, prefix: str, formdata: Iterable[str]) -> Iterator[int]:
        numbered = re.compile(rf"{re.escape(prefix)}-([0-9]{{1,4}})(?:-.*)?", re.ASCII | re.DOTALL)
        return (int(entry[1]) for name in formdata if (entry := numbered.fullmatch(name)))


class Day(DateField):
    """A date, FIRST_DAY to LAST_DAY: days are counted from it in both directions."""

    def __init__(self, label: Any, required: bool = False, **kwargs: Any) -> None:
        super().__init__(label, [InputRequired() if required else Optional()], **kwargs)

    def pre_validate(self, form: Any) -> None:
        if self.data and not FIRST_DAY <= self.data <= LAST_DAY:
            raise StopValidation(_l("Enter a date from %(first)s to %(last)s.", first=FIRST_DAY, last=LAST_DAY))


class Checks(SelectMultipleField):
    """Several of a list, each a box to tick."""

    option_widget = CheckboxInput()
