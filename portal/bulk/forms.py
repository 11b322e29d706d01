"""What is to become of ticked records: of each deed its own fields."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form as PlainForm
from wtforms import SelectField
from wtforms.validators import DataRequired, InputRequired

from portal.bulk.rules import BulkChoice, BulkDeed
from portal.core.forms.base import Day, Line, row_key
from portal.suppliers.forms.suppliers import Tags


class BulkForm(PlainForm):
    status = SelectField(_l("Status"), [InputRequired()])
    owner = SelectField(_l("Owner"), coerce=row_key)
    tier = SelectField(_l("Tier"))
    tag = Tags(_l("Tags to add"), [DataRequired()])
    untag = SelectField(_l("Tag to take off"), [InputRequired()])
    category = SelectField(_l("Category to add"), [InputRequired()], coerce=row_key)
    uncategory = SelectField(_l("Category to take off"), [InputRequired()], coerce=row_key)
    review = Day(_l("Next review"), required=True)
    until = Day(_l("Valid until"))
    reason = Line(_l("Reason"), longest=500, required=True)
    why = Line(_l("Reason"), longest=500)  # of a status: going on is its own

    def asked(self, deed: BulkDeed) -> list[Any]:
        """The fields of a deed."""
        names = {
            BulkDeed.delete: (),
            BulkDeed.review: ("review", "reason"),
            BulkDeed.status: ("status", "why"),
        }.get(deed, (deed.value,))
        return [self[name] for name in names]

    def choice(self, deed: BulkDeed) -> BulkChoice | None:
        """What is asked for; None where the fields of the deed cannot be it."""
        valid = [field.validate(self) for field in self.asked(deed)]
        if not all(valid):
            return None
        value = self[deed.value].data if deed is not BulkDeed.delete else None
        if deed in (BulkDeed.untag, BulkDeed.category, BulkDeed.uncategory):
            value = [value]
        reason = {BulkDeed.review: "reason", BulkDeed.status: "why"}.get(deed)
        return BulkChoice(deed, value, (self[reason].data or "") if reason else "")
