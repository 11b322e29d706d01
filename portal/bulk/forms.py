"""What is to become of ticked records: of each deed its own fields."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form as PlainForm
from wtforms import SelectField
from wtforms.validators import DataRequired, InputRequired

from portal.bulk.rules import BulkChoice, BulkDeed
from portal.core.forms.base import Day, Line, row_key
from portal.core.forms.rows import RowChoice
from portal.suppliers.forms.suppliers import Tags

# Of each deed the field that says what becomes of the records and, of some, that of the reason.
FIELDS: dict[BulkDeed, tuple[str, ...]] = {deed: (deed.value,) for deed in BulkDeed} | {
    BulkDeed.status: ("status", "why"),
    BulkDeed.review: ("review", "reason"),
    BulkDeed.delete: (),
}


class BulkForm(PlainForm):
    status = SelectField(_l("Status"), [InputRequired()])
    owner = RowChoice(_l("Owner"), coerce=row_key)
    tier = SelectField(_l("Tier"))
    tag = Tags(_l("Tags to add"), [DataRequired()])
    untag = RowChoice(_l("Tag to take off"), [InputRequired()])
    category = RowChoice(_l("Category to add"), [InputRequired()], coerce=row_key)
    uncategory = RowChoice(_l("Category to take off"), [InputRequired()], coerce=row_key)
    review = Day(_l("Next review"), required=True)
    until = Day(_l("Valid until"))
    reason = Line(_l("Reason"), longest=500, required=True)
    # Of a status: going on to the next one is its own reason.
    why = Line(
        _l("Reason"),
        longest=500,
        description=_l("Going back, pausing, retiring and skipping steps want a reason."),
    )

    def asked(self, deed: BulkDeed) -> list[Any]:
        """The fields of a deed."""
        return [self[name] for name in FIELDS[deed]]

    def choice(self, deed: BulkDeed) -> BulkChoice | None:
        """What is asked for; None where the fields of the deed cannot be it."""
        asked = self.asked(deed)
        valid = [field.validate(self) for field in asked]
        if not all(valid):
            return None
        value, reason = (*(field.data for field in asked), None, None)[:2]
        if deed in (BulkDeed.untag, BulkDeed.category, BulkDeed.uncategory):
            value = [value]
        return BulkChoice(deed, value, reason or "")
