"""The form a page sends: no field takes a file where it asks for text, nor two values where it asks for one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field, FieldList, FileField, FormField, MultipleFileField, SelectMultipleField

from portal.core.forms.reopening import is_reopening


class OddPart(Exception):
    """A form that no page of ours sends: its name says which field holds what it cannot."""


class EveryValueField(Field):
    """A field that takes all values sent under its name."""


SEVERAL = (EveryValueField, SelectMultipleField, MultipleFileField)


class PostedForm(FlaskForm):
    class Meta(FlaskForm.Meta):
        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """What was sent, before any field reads it. Raises OddPart."""
            sent = super().wrap_formdata(form, formdata)
            if sent:
                refuse_files(form, sent)
            return sent

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As any form. Raises OddPart."""
        super().__init__(*args, **kwargs)
        for field in leaves(self):
            if len(field.raw_data or ()) > 1 and not isinstance(field, SEVERAL):
                raise OddPart(field.name)

    def validate(self, *args: Any, **kwargs: Any) -> bool:
        """A form that is only opened again is not held to its rules yet, and never saved."""
        return not is_reopening() and bool(super().validate(*args, **kwargs))


def refuse_files(form: Iterable[Field], sent: Any) -> None:
    texts = {field.name for field in form if not isinstance(field, FileField)}
    within = tuple(f"{field.name}-" for field in form if isinstance(field, FieldList | FormField))
    for name in sent:
        asked = name in texts or (within and name.startswith(within))
        if asked and not all(isinstance(value, str) for value in sent.getlist(name)):
            raise OddPart(name)


def leaves(fields: Any) -> Iterator[Field]:
    """The fields that hold values, also those within rows and in forms within the form."""
    for field in fields:
        if hasattr(field, "entries"):
            yield from leaves(field.entries)
        elif hasattr(field, "form"):
            yield from leaves(field.form)
        else:
            yield field
