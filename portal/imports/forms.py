"""An import: the file, how it is read, what its columns are, and what is to be made of its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import Form as PlainForm
from wtforms import (
    FormField,
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired

from portal.core.forms.base import Checks, Count, CreateForm, EditForm, Line, Rows
from portal.core.forms.posted import PostedForm
from portal.core.forms.rows import RowChoice

MOST_MENDS = 500
COLUMN_NAMES = "column-names"  # the datalist of what a column can be


class NewImportForm(CreateForm):
    file = FileField(_l("File"))
    text = TextAreaField(_l("Or paste the rows with their headings, from Excel or WPS"))


class HeadingForm(PostedForm):
    heading = Line(_l("Your heading"), required=True)
    field = RowChoice(_l("Is"), [InputRequired()])


class EncodingForm(EditForm):
    encoding = SelectField(_l("Encoding"), default="", validate_choice=False)
    delimiter = SelectField(_l("Delimiter"), default="", validate_choice=False)
    sheet = SelectField(_l("Sheet"), default="", validate_choice=False)
    heading = Count(_l("Row of the headings"), least=1, most=10_000)


class CarryOutForm(EditForm):
    expected = HiddenField()  # the figures the person was shown


class MendForm(PlainForm):
    """What the cells of a column with one text are to hold instead."""

    field = HiddenField()
    text = HiddenField()
    value = StringField()


def choices_form_class(
    columns: Sequence[SelectChoice],
    several: str,
    rules: Mapping[str, Sequence[SelectChoice]],
    fill: Mapping[str, tuple[str, Sequence[SelectChoice] | None]],
    kinds: Sequence[SelectChoice],
) -> Any:
    """A form with a choice for each column, for each rule of recognising, and for what the file does not say.

    `several`: the one field that several columns may be.
    """

    offered, kinds_offered = [SelectChoice("", _l("not imported")), *columns], list(kinds)

    class ChoicesForm(EditForm):
        kinds = Checks(_l("What is in a row"), choices=kinds_offered)
        columns = Rows(RowChoice("", choices=offered, default="", shared=COLUMN_NAMES))
        mends = Rows(FormField(MendForm), max_entries=MOST_MENDS)
        listed = SelectMultipleField(validate_choice=False)
        wanted = SelectMultipleField(validate_choice=False)
        use = StringField()  # "3:suppliers.name": the column of this place is that

        def validate_columns(self, field: Any) -> None:
            taken = [name for name in field.data if name and name != several]
            twice = [str(choice.label) for choice in columns if taken.count(choice.value) > 1]
            if twice:
                raise ValidationError(_l("Two columns cannot be the same: %(fields)s.", fields=", ".join(twice)))

    for name, deeds in rules.items():
        setattr(ChoicesForm, f"rule_{name}", SelectField(choices=list(deeds), default="update"))
    for name, (label, options) in fill.items():
        field = Line(label) if options is None else SelectField(label, choices=list(options), default="")
        setattr(ChoicesForm, f"fill_{name}", field)
    return ChoicesForm
