"""Who does what a colleague was asked to do, and by when."""

from __future__ import annotations

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField
from wtforms.fields.choices import SelectChoice

from portal.core.forms.base import NO_CHOICE, Day, EditForm, Line, row_key
from portal.core.forms.rows import RowChoice


class ActionPlanForm(EditForm):
    """`next`: the page it was opened from."""

    owner = RowChoice(_l("Who does it"), coerce=row_key)
    due_on = Day(_l("By when"))
    reason = Line(_l("Why"), longest=200, required=True)
    next = HiddenField()

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        self.owner.choices = [NO_CHOICE, *(SelectChoice(str(key), name) for key, name in people)]
