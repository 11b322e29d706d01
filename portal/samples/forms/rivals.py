"""What a sample is compared with, and what came of it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import SelectField, ValidationError

from portal.core.forms.base import CreateForm, EditForm, Line, LongText, whole


class NewSampleRivalForm(CreateForm):
    other = SelectField(_l("Another supplier’s sample"), coerce=whole)
    name = Line(_l("Or a rival product"), longest=160)
    note = LongText(_l("What came of it"), longest=1000)

    def validate_name(self, field: Line) -> None:
        if bool(field.data) == bool(self.other.data):
            raise ValidationError(_l("Choose a sample, or name a product: one of the two."))


class SampleRivalForm(EditForm):
    note = LongText(_l("What came of it"), longest=1000)
