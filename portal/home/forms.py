"""What is typed on the first page: until when a step is put off, and why."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, ValidationError
from wtforms.validators import AnyOf

from portal.core.forms.base import CreateForm, Day, Line, whole
from portal.home.rules.next_steps import StepRule

LONGEST_REASON = 200


class StepSnoozeForm(CreateForm):
    """`today`: what is put off comes back on a later day."""

    today: date
    rule = HiddenField(validators=[AnyOf(tuple(StepRule))])
    subject = HiddenField()
    until = Day(_l("Show it again on"), required=True)
    reason = Line(_l("Why not now"), longest=LONGEST_REASON, required=True)

    def validate_subject(self, field: Any) -> None:
        if whole(field.data) is None:
            raise ValidationError(_l("Choose one."))

    def validate_until(self, field: Day) -> None:
        if field.data and field.data <= self.today:
            raise ValidationError(_l("Choose a later day than today."))

    @property
    def key_of_step(self) -> tuple[str, int]:
        return self.rule.data or "", whole(self.subject.data) or 0

    @property
    def about(self) -> dict[str, Any]:
        """What was typed, by column."""
        rule, subject = self.key_of_step
        return {"rule": rule, "subject": subject, "until": self.until.data, "reason": self.reason.data}
