"""An import: the file, how it is read, and what its columns are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import HiddenField, RadioField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.forms.base import Count, CreateForm, EditForm, Rows


class NewImportForm(CreateForm):
    kind = RadioField(_l("What the file holds"), [InputRequired()], default="suppliers")
    file = FileField(_l("File"))


class EncodingForm(EditForm):
    encoding = SelectField(_l("Encoding"), default="", validate_choice=False)
    delimiter = SelectField(_l("Delimiter"), default="", validate_choice=False)
    sheet = SelectField(_l("Sheet"), default="", validate_choice=False)
    heading = Count(_l("Row of the headings"), least=1, most=10_000)


class CarryOutForm(EditForm):
    expected = HiddenField()  # the figures the person was shown


def columns_form(fields: Sequence[tuple[str, str]], rules: Sequence[str], deeds: Sequence[Any], fill: Any) -> Any:
    """A form with a choice for each column, for each rule of recognising, and for what the file does not say."""

    offered = [SelectChoice(name, label) for name, label in [("", "—"), *fields]]

    class ColumnsForm(EditForm):
        columns = Rows(SelectField(choices=offered, default=""))

        def validate_columns(self, field: Any) -> None:
            chosen = [name for name in field.data if name]
            twice = [label for name, label in fields if chosen.count(name) > 1]
            if twice:
                raise ValidationError(_l("Two columns cannot be the same: %(fields)s.", fields=", ".join(twice)))

    for rule in rules:
        setattr(ColumnsForm, f"rule_{rule}", SelectField(choices=deeds, default="update"))
    for name, (label, choices) in fill.items():
        setattr(ColumnsForm, f"fill_{name}", SelectField(label, choices=choices, default=""))
    return ColumnsForm
