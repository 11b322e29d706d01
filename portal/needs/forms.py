"""A need, why it is closed or open again, and the suppliers looked at for it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, ValidationError
from wtforms.validators import DataRequired, InputRequired

from portal.core.forms.base import (
    Amount,
    Checks,
    CreateForm,
    Day,
    EditForm,
    Line,
    LongText,
    row_key,
    whole,
)
from portal.core.forms.currencies import CurrencyField
from portal.core.forms.noun import NounFields
from portal.core.forms.posted import PostedForm
from portal.core.forms.rows import RowChoice
from portal.core.forms.units import CurrencyAsked, Days, LargePart, Pieces, PriceField

MOST_UNITS = 100_000_000
LONGEST_LEAD = 3650  # days


class NeedFields(CurrencyAsked, NounFields):
    business = RowChoice(_l("Business"), [DataRequired()], coerce=row_key)
    product = RowChoice(_l("Product"), coerce=row_key, names="/products/named")
    title = Line(_l("Title"), required=True)
    goal = LongText(_l("What this search must solve"))
    customers = LongText(_l("Target customers"))
    categories = Checks(_l("Categories"), coerce=row_key)
    must = LongText(_l("Must have"))
    nice = LongText(_l("Nice to have"))
    price_low = PriceField(_l("Sale price from"))
    price_high = PriceField(_l("Sale price to"))
    currency = CurrencyField(_l("Currency"))
    margin = LargePart(_l("Target margin"))
    monthly_units = Pieces(_l("Expected units a month"), most=MOST_UNITS)
    first_order = Pieces(_l("First order quantity"), least=1, most=MOST_UNITS)
    longest_lead = Days(_l("Longest lead time"), most=LONGEST_LEAD)
    compliance = Checks(_l("Compliance needs"))
    breakers = LongText(_l("Deal breakers"))
    owner = RowChoice(_l("Owner"), coerce=row_key)
    due_on = Day(_l("Deadline"))

    def validate_price_high(self, field: Amount) -> None:
        low = self["price_low"].data  # type: ignore[index]
        if field.data is None:
            return
        if low is None:
            raise ValidationError(_l("Enter the lower end too: the highest acceptable cost follows from it."))
        if field.data < low:
            raise ValidationError(_l("The price band cannot end below where it begins."))


class NewNeedForm(NeedFields, CreateForm):
    pass


class NeedForm(NeedFields, EditForm):
    pass


class WayForm(PostedForm):
    """The wanted state is sent, with the reason for it."""

    way = RadioField(_l("State"), [InputRequired()], choices=["open", "closed"])
    reason = Line(_l("Reason"), longest=300, required=True)


class CandidateFields:
    note = Line(_l("Note"), longest=300)


class NewNeedCandidateForm(CandidateFields, CreateForm):
    need = RowChoice(_l("Need"), [DataRequired()], coerce=whole)
    supplier = RowChoice(_l("Supplier"), [DataRequired()], coerce=whole, names="/suppliers/named")
    back = HiddenField()  # the page it was added from: of the need, or of the supplier


class NeedCandidateForm(CandidateFields, EditForm):
    pass
