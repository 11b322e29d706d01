"""What somebody said about a supplier, where and when."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, ValidationError
from wtforms.validators import InputRequired

from portal.core.forms.base import CreateForm, Day, EditForm, Line, Link, LongText
from portal.core.forms.noun import NounFields
from portal.suppliers.rules.standing import is_reason


class ReputationFields(NounFields):
    text = LongText(_l("What was said"), required=True)
    tone = RadioField(_l("Tone"), [InputRequired()])
    matter = SelectField(_l("Is it serious?"), default="")
    source = Line(_l("Who or where"), required=True)
    source_kind = SelectField(_l("Kind of source"), [InputRequired()])
    on = Day(_l("Heard on"), required=True)
    url = Link(_l("Address of the source"))


class NewReputationForm(ReputationFields, CreateForm):
    pass


class ReputationForm(ReputationFields, EditForm):
    pass


class ReputationAnswerForm(EditForm):
    answer = LongText(_l("Why it goes on although this was said"), longest=500)

    def validate_answer(self, field: LongText) -> None:
        """Nothing takes an answer back; a mark or two say nothing."""
        if field.data and not is_reason(field.data):
            raise ValidationError(_("Say why in a few words."))

    def needless(self, _fault: Any) -> None:
        """A fault of the field: there is nothing to answer."""
        self.answer.errors = [_("This note is not marked as serious, so it needs no answer.")]
