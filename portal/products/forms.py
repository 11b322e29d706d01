"""A product, and what a supplier is to it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, ValidationError
from wtforms.validators import InputRequired

from portal.core.forms.base import Count, CreateForm, Day, EditForm, Line, LongText, RowForm, Share, row_key
from portal.core.forms.currencies import CurrencyField
from portal.core.forms.noun import NounFields
from portal.core.forms.rows import RowChoice
from portal.core.forms.units import CurrencyAsked, PriceField


class ProductFields(NounFields):
    name = Line(_l("Name"), required=True)
    code = Line(_l("Your own code"), longest=60)
    business = RowChoice(_l("Business"), coerce=row_key)
    category = RowChoice(_l("Category"), coerce=row_key)
    kind = RadioField(_l("Goods"), [InputRequired()], default="physical")
    powered = BooleanField(_l("Runs on electricity"))
    worn_or_eaten = BooleanField(_l("Worn, eaten or put on the skin"))
    colour_matters = BooleanField(_l("Colour matters"))
    custom = BooleanField(_l("Made to your order"))
    exclusive = BooleanField(_l("Exclusive to you"))
    monthly_units = Count(_l("Expected units a month"), most=100_000_000)
    sale_price = PriceField(_l("Sale price"))
    sale_share = Share(_l("Taken of the sale by the platform"))
    sale_fee = PriceField(_l("Selling fee per unit"))
    currency = CurrencyField(_l("Currency"))
    return_rate = Share(_l("Return rate"))
    note = LongText(_l("Note"))


class NewProductForm(CurrencyAsked, ProductFields, CreateForm):
    pass


class ProductForm(CurrencyAsked, ProductFields, EditForm):
    pass


class ProductRow(ProductFields, RowForm):
    pass


class ReferenceForm(CurrencyAsked, CreateForm):
    """What a unit is known to cost landed."""

    today: date  # where the reader is; nothing is known of a day after it
    seen = HiddenField()  # the newest row of the product as the page was opened
    amount = PriceField(_l("Reference cost"), least=Decimal("0.0001"), required=True)
    currency = CurrencyField(_l("Currency"))
    source = RadioField(_l("Where it comes from"), [InputRequired()])
    on = Day(_l("As of"), required=True)

    def validate_on(self, field: Any) -> None:
        if field.data and field.data > self.today:
            raise ValidationError(_l("This day is still to come."))


class SourceFields:
    role = RadioField(_l("Role"), default="")
    return_rate = Share(_l("Return rate"))


class NewSourceForm(SourceFields, CreateForm):
    supplier = RowChoice(_l("Supplier"), [InputRequired()], coerce=row_key)


class SourceForm(SourceFields, EditForm):
    pass
