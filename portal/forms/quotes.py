"""A quote: prices by quantity, fees that may be unknown, terms of payment and delivery."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FileField, FormField, SelectField, ValidationError
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired

from portal.domain.money import CURRENCIES
from portal.domain.terms import BadTerms, Break, FeeState, Terms, TermsFault
from portal.forms.base import Amount, Count, CreateForm, Day, EditForm, Line, LongText, Share
from portal.forms.suppliers import whole

FEES = ("freight_per_order", "freight_per_unit", "packing", "platform_fee", "other_fees")
INCOTERMS = ("EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP")
FAULTS = {
    TermsFault.no_price: _l("Enter at least one price."),
    TermsFault.price: _l("A price must be more than 0."),
    TermsFault.quantity: _l("A quantity must be 1 or more."),
    TermsFault.order: _l("The quantities must rise from line to line, each only once."),
    TermsFault.multiple: _l("The order multiple must be 1 or more."),
    TermsFault.largest: _l("The largest order must not be less than the smallest."),
}


class BreakForm(PlainForm):
    from_quantity = Count(_l("From quantity"), least=1)
    unit_price = Amount(_l("Unit price"), least=None)


class FeeForm(PlainForm):
    state = SelectField(_l("Known?"), choices=list(FeeState), default=FeeState.unknown)
    figure = Amount(_l("Amount"))

    def validate_state(self, field: SelectField) -> None:
        if field.data == FeeState.amount and self.figure.data is None:
            raise ValidationError(_l("Enter the amount, or say that it is unknown."))


class QuoteFields:
    supplier = SelectField(_l("Supplier"), [InputRequired()], coerce=whole)
    product = SelectField(_l("Product"), [InputRequired()], coerce=whole)
    quoted_on = Day(_l("Quoted on"), required=True)
    valid_until = Day(_l("Valid until"))
    currency = SelectField(_l("Currency"), choices=list(CURRENCIES))
    tax_basis = SelectField(_l("Tax in the price"), default="unknown")
    moq = Count(_l("MOQ"), least=1)
    order_multiple = Count(_l("Order multiple"), least=1, most=10**6)
    largest_order = Count(_l("Largest order"), least=1)
    lead_days = Count(_l("Lead time"), most=1000)
    breaks = FieldList(FormField(BreakForm), min_entries=4, max_entries=20)
    freight_per_order = FormField(FeeForm, _l("Freight per order"))
    freight_per_unit = FormField(FeeForm, _l("Freight per unit"))
    packing = FormField(FeeForm, _l("Packing per unit"))
    platform_fee = FormField(FeeForm, _l("Platform fee per order"))
    other_fees = FormField(FeeForm, _l("Other fees per order"))
    payment = SelectField(_l("Payment"), default="unknown")
    credit_days = Count(_l("Credit"), most=1000)
    deposit_share = Share(_l("Deposit"))
    payment_note = Line(_l("About payment"), longest=200)
    incoterm = SelectField(_l("Incoterm"), choices=["", *INCOTERMS], default="")
    note = LongText(_l("Note"))
    file = FileField(_l("File"))

    def offer(self, fee_states: list[Any], **choices: Any) -> Any:
        """What can be chosen, by field."""
        for name, found in choices.items():
            self[name].choices = found  # type: ignore[index]
        for name in FEES:
            self[name].form.state.choices = fee_states  # type: ignore[index]
        return self

    def validate_valid_until(self, field: Day) -> None:
        start = self["quoted_on"].data  # type: ignore[index]
        if field.data and start and field.data < start:
            raise ValidationError(_l("It cannot end before the day it was quoted."))

    def validate_breaks(self, field: FieldList) -> None:
        try:
            Terms(
                currency="CNY",
                breaks=tuple(Break(quantity, price) for quantity, price in self.prices),
                moq=self["moq"].data,  # type: ignore[index]
                order_multiple=self["order_multiple"].data or 1,  # type: ignore[index]
                largest_order=self["largest_order"].data,  # type: ignore[index]
            )
        except BadTerms as bad:
            raise ValidationError(FAULTS[bad.fault]) from None

    @property
    def prices(self) -> list[tuple[int, Decimal]]:
        """The lines somebody filled in; a price without a quantity holds from 1."""
        entries = [entry.form for entry in self["breaks"]]  # type: ignore[index]
        return [
            (one.from_quantity.data or 1, one.unit_price.data) for one in entries if one.unit_price.data is not None
        ]

    @property
    def about(self) -> dict[str, Any]:
        names: tuple[str, ...] = ("supplier", "product", "quoted_on", "valid_until", "currency", "tax_basis", "moq")
        names += (
            "largest_order",
            "lead_days",
            "payment",
            "credit_days",
            "deposit_share",
            "payment_note",
            "incoterm",
            "note",
        )
        found = {name: self[name].data for name in names}  # type: ignore[index]
        found["order_multiple"] = self["order_multiple"].data or 1  # type: ignore[index]
        for name in FEES:
            fee = self[name].form  # type: ignore[index]
            found[f"{name}_state"] = fee.state.data
            found[name] = fee.figure.data if fee.state.data == FeeState.amount else None
        return found


class NewQuoteForm(QuoteFields, CreateForm):
    pass


class QuoteForm(QuoteFields, EditForm):
    pass
