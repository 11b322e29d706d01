"""A quote: prices by quantity, fees that may be unknown, terms of payment and delivery."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import FormField, SelectField, ValidationError
from wtforms.validators import InputRequired

from portal.core.forms.base import Count, CreateForm, Day, EditForm, Line, LongText, RowForm, Rows
from portal.core.forms.currencies import CurrencyField
from portal.core.forms.files import SentFile
from portal.core.forms.noun import NounFields
from portal.core.forms.rows import RowChoice
from portal.core.forms.units import CurrencyAsked, Days, LargePart, Pieces
from portal.quotes.forms.pricing import BreakForm, FeeForm
from portal.quotes.rules.incoterms import INCOTERMS, seller_pays_freight
from portal.quotes.rules.terms import FEES, BadTerms, Break, FeeState, Terms, TermsFault
from portal.suppliers.forms.suppliers import row_key

MOST_BREAKS, MORE_BREAKS = 20, 3
FAULTS = {
    TermsFault.no_price: _l("Enter at least one price."),
    TermsFault.price: _l("A price must be more than 0."),
    TermsFault.quantity: _l("A quantity must be 1 or more."),
    TermsFault.order: _l("The quantities must rise from line to line, each only once."),
}


class QuoteFields(CurrencyAsked, NounFields):
    elsewhere = ("breaks", *FEES, "file")
    supplier = RowChoice(_l("Supplier"), [InputRequired()], coerce=row_key, names="/suppliers/named")
    product = RowChoice(_l("Product"), [InputRequired()], coerce=row_key, names="/products/named")
    quoted_on = Day(_l("Quoted on"), required=True)
    valid_until = Day(_l("Valid until"))
    breaks = Rows(FormField(BreakForm), min_entries=4, max_entries=MOST_BREAKS)
    currency = CurrencyField(_l("Currency"))
    tax_basis = SelectField(_l("Tax in the price"), default="unknown")
    moq = Pieces(_l("MOQ"), least=1)
    order_multiple = Pieces(_l("Order multiple"), least=1, most=10**6)
    largest_order = Pieces(_l("Largest order"), least=1)
    lead_days = Days(_l("Lead time"), most=1000)
    payment = SelectField(_l("Payment"), default="unknown")
    credit_days = Days(_l("Credit"), most=1000)
    deposit_share = LargePart(_l("Deposit"))
    payment_note = Line(_l("About payment"), longest=200)
    incoterm = SelectField(_l("Incoterm"), choices=["", *INCOTERMS], default="")
    freight_per_order = FormField(FeeForm, _l("Freight per order"))
    freight_per_unit = FormField(FeeForm, _l("Freight per unit"))
    packing = FormField(FeeForm, _l("Packing per unit"))
    platform_fee = FormField(FeeForm, _l("Platform fee per order"))
    other_fees = FormField(FeeForm, _l("Other fees per order"))
    note = LongText(_l("Note"))
    file = SentFile(_l("File"))

    def offer_on(self, today: date, fee_states: list[Any], **choices: Any) -> Any:
        """What can be chosen, by field; nothing is quoted later than `today`."""
        self.today = today
        for name in FEES:
            self[name].form.state.choices = fee_states  # type: ignore[index]
        return self.offer(**choices)

    def validate_quoted_on(self, field: Day) -> None:
        if field.data and field.data > self.today:
            raise ValidationError(_l("This day is still to come."))

    def validate_valid_until(self, field: Day) -> None:
        start = self["quoted_on"].data  # type: ignore[index]
        if field.data and start and field.data < start:
            raise ValidationError(_l("It cannot end before the day it was quoted."))

    def validate_incoterm(self, field: SelectField) -> None:
        fees = [self[name].form for name in ("freight_per_order", "freight_per_unit")]  # type: ignore[index]
        if seller_pays_freight(field.data) and any(fee.state.data == FeeState.amount for fee in fees):
            raise ValidationError(_l("With this term the price holds the freight: say “None to pay” there."))

    def validate_largest_order(self, field: Count) -> None:
        if self.fault is TermsFault.largest:
            raise ValidationError(_l("The largest order must not be less than the smallest."))

    def validate_breaks(self, field: Rows) -> None:
        if not field.errors and self.fault in FAULTS:
            raise ValidationError(FAULTS[self.fault])

    @property
    def fault(self) -> TermsFault | None:
        """What keeps these prices and quantities from being a quote."""
        try:
            Terms(
                currency="CNY",
                breaks=tuple(Break(quantity, price) for quantity, price in self.prices),
                moq=self["moq"].data,  # type: ignore[index]
                order_multiple=self["order_multiple"].data or 1,  # type: ignore[index]
                largest_order=self["largest_order"].data,  # type: ignore[index]
            )
        except BadTerms as bad:
            return bad.fault
        return None

    def lengthen(self) -> None:
        """Room for more lines in the price list."""
        lines: Rows = self["breaks"]  # type: ignore[index]
        for _line in range(min(MORE_BREAKS, MOST_BREAKS - len(lines))):
            lines.append_entry()

    @property
    def prices(self) -> list[tuple[int, Decimal]]:
        """The lines somebody filled in; a price without a quantity holds from 1."""
        lines = [entry.form for entry in self["breaks"]]  # type: ignore[index]
        priced = [line for line in lines if line.unit_price.data is not None]
        return [(line.from_quantity.data or 1, line.unit_price.data) for line in priced]

    @property
    def fee_fields(self) -> list[FormField]:
        return [self[name] for name in FEES]  # type: ignore[index]

    @property
    def about(self) -> dict[str, Any]:
        columns = super().about
        columns["order_multiple"] = columns["order_multiple"] or 1
        for name in FEES:
            fee = self[name].form  # type: ignore[index]
            columns[f"{name}_state"] = fee.state.data
            columns[name] = fee.figure.data if fee.state.data == FeeState.amount else None
        return columns


class QuoteRow(QuoteFields, RowForm):
    supplier = SelectField(_l("Supplier"), coerce=row_key, validate_choice=False)
    product = SelectField(_l("Product"), coerce=row_key, validate_choice=False)
    file = None  # type: ignore[assignment]
    validate_currency = None  # type: ignore[assignment]  # the import asks, at the cell


class NewQuoteForm(QuoteFields, CreateForm):
    pass


class QuoteForm(QuoteFields, EditForm):
    pass
