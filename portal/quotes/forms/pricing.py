"""The parts of a quote: a line of its price list, a fee that may be unknown, and the quantity somebody asks about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, ValidationError
from wtforms import Form as PlainForm

from portal.core.forms.posted import PostedForm
from portal.core.forms.units import Pieces, PriceField
from portal.quotes.rules.terms import FeeState


class BreakForm(PlainForm):
    from_quantity = Pieces(_l("From quantity"), least=1)
    unit_price = PriceField(_l("Unit price"), least=None)

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        # Optional() stops a field's own rules where nothing is typed, so the pair is judged here.
        valid = super().validate(extra_validators)
        price = self.unit_price
        if self.from_quantity.data is not None and price.data is None and not price.errors:
            price.errors = [_l("This line has no price.")]
        if price.data is not None and price.data <= 0:
            price.errors = [_l("A price must be more than 0.")]
        return valid and not price.errors


class FeeForm(PlainForm):
    """Nothing said is unknown, and a typed amount says that it is known."""

    state = RadioField(_l("Known?"), choices=list(FeeState), validate_choice=False)
    figure = PriceField(_l("Amount"))

    def validate_state(self, field: RadioField) -> None:
        typed = bool(self.figure.raw_data and self.figure.raw_data[0].strip())
        if field.data in ("", None, FeeState.unknown):
            field.data = FeeState.amount if typed else FeeState.unknown
        elif field.data not in list(FeeState):
            raise ValidationError(_l("Choose one of these."))
        elif field.data == FeeState.amount and not typed:
            raise ValidationError(_l("Enter the amount, or say that it is unknown."))
        elif field.data != FeeState.amount and typed:
            raise ValidationError(_l("There is an amount: choose “Amount”, or clear it."))


class QuantityForm(PostedForm):
    """What a reader asks of a price; comes with the address."""

    quantity = Pieces(_l("Quantity"), least=1)
    expired = BooleanField(_l("Show expired quotes"))

    class Meta:
        csrf = False

    def units(self, otherwise: int) -> int:
        """The quantity asked for, or another where there is none or it is no quantity."""
        return self.quantity.data if self.validate() and self.quantity.data else otherwise
