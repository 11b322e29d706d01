"""The gate behind a list."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from portal.checklists.forms import RunSignForm
from portal.core.forms.base import LongText
from portal.core.forms.posted import PostedForm


class BoardMoveForm(PostedForm):
    at = HiddenField()  # the step where the card stood
    to = HiddenField()


class PassForm(RunSignForm):
    reason = LongText(_l("Why it goes on although something is missing"), longest=500)
