"""Two suppliers become one: the name is typed, since it cannot be undone."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.forms.base import EditForm, Line


class MergeForm(EditForm):
    name = Line(_l("Type the name of the supplier that goes"), required=True)
