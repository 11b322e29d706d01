"""Which answers of an inquiry are taken over to its supplier."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import SelectMultipleField
from wtforms.validators import DataRequired

from portal.core.forms.base import EditForm


class TakeOverForm(EditForm):
    """A choice is the key of a question and the version of what stands: "moq@3", "moq@0" where nothing does."""

    keep = SelectMultipleField(_l("Answers to take over"), [DataRequired(_l("Tick one answer at least."))])
