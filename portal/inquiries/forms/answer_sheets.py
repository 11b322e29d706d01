"""An answer sheet that came back: the file, and which of its answers are taken."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import SelectMultipleField, ValidationError
from wtforms.validators import DataRequired

from portal.core.forms.base import CreateForm, EditForm
from portal.inquiries.forms.inquiries import Moment


class SentSheetForm(CreateForm):
    file = FileField(_l("The sheet that came back"))


class TakeAnswersForm(EditForm):
    """`asked_at` and `latest` bound when it can have come back, on the wall clock of the team."""

    asked_at: datetime | None = None
    latest: datetime | None = None
    came_at = Moment(_l("Came back at"), required=True)
    take = SelectMultipleField(_l("Answers to take"), [DataRequired(_l("Tick one answer at least."))])

    def validate_came_at(self, field: Any) -> None:
        if field.data and self.asked_at and field.data < self.asked_at:
            raise ValidationError(_l("This is before what came first."))
        if field.data and self.latest and field.data > self.latest:
            raise ValidationError(_l("This has not come yet."))
