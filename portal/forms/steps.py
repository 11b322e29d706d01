"""The gate behind a list."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.forms.base import LongText
from portal.forms.checklists import SignForm


class PassForm(SignForm):
    reason = LongText(_l("Why it goes on although must-haves are not met"), longest=500)
