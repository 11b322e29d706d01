"""What was said with a supplier, and what is to be done next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, ValidationError
from wtforms.validators import InputRequired

from portal.core.forms.base import CreateForm, Day, EditForm, Line, LongText, row_key
from portal.core.forms.files import SentFiles
from portal.core.forms.noun import NounFields
from portal.core.forms.rows import RowChoice
from portal.inquiries.forms.inquiries import Moment


class ConversationFields(NounFields):
    """`latest` is now, on the wall clock of the team: nobody has talked tomorrow."""

    elsewhere = ("at", "files", "next_step", "next_on", "owner")

    latest: datetime | None = None
    at = Moment(_l("When it was"), required=True)
    channel = RadioField(_l("Channel"), [InputRequired()], default="chat")
    direction = RadioField(_l("Who turned to whom"), [InputRequired()], default="we")
    contact = RowChoice(_l("With whom"), coerce=row_key)
    inquiry = RowChoice(_l("About the inquiry"), coerce=row_key)
    text = LongText(_l("What was said"), required=True)
    files = SentFiles(_l("Files"))
    next_step = Line(_l("Next step"), longest=300)
    next_on = Day(_l("By which day"))
    owner = RowChoice(_l("Who does it"), coerce=row_key)

    def validate_at(self, field: Moment) -> None:
        if field.data and self.latest and field.data > self.latest:
            raise ValidationError(_l("This has not come yet."))

    def validate_next_step(self, field: Line) -> None:
        if self.next_on.data and not field.data:
            raise ValidationError(_l("Say what is to be done by that day."))
        if field.data and not self.next_on.data:
            raise ValidationError(_l("Say by which day it is to be done."))

    @property
    def asks_inquiry(self) -> bool:
        """There is an inquiry to choose, or something is wrong with the one that was."""
        return len(self.inquiry.choices) > 1 or bool(self.inquiry.errors)

    @property
    def step(self) -> tuple[str, int | None, Any]:
        return (self.next_step.data, self.owner.data, self.next_on.data) if self.next_step.data else ("", None, None)


class NewConversationForm(ConversationFields, CreateForm):
    pass


class ConversationForm(ConversationFields, EditForm):
    pass
