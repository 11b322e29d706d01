"""A snapshot of a comparison: its title and conclusion."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from portal.core.forms.base import CreateForm, Line, LongText


class SnapshotForm(CreateForm):
    title = Line(_l("Title"), required=True)
    conclusion = LongText(_l("Conclusion"), required=True)
