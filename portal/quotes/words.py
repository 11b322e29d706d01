"""What the codes of a quote are called."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask_babel import lazy_gettext as _l

from portal.quotes.rules.build_up import CostInput
from portal.quotes.rules.terms import FeeState
from portal.web.filters import number, unit_money
from portal.web.language import ngettext
from portal.web.words import word

WORDS: dict[str, dict[str, Any]] = {
    "cost_input": {
        CostInput.freight_per_order: _l("freight per order"),
        CostInput.freight_per_unit: _l("freight per unit"),
        CostInput.packing: _l("packing"),
        CostInput.platform_fee: _l("platform fee"),
        CostInput.other_fees: _l("other fees"),
        CostInput.return_rate: _l("return rate"),
    },
    "tax_basis": {"included": _l("Tax included"), "excluded": _l("Without tax"), "unknown": _l("Tax unknown")},
    "quote_way": {"holds": _l("Hold today"), "ending": _l("End soon"), "expired": _l("Expired")},
    "fee": {
        "amount": _l("Amount"),
        "zero": _l("None to pay"),
        "not_applicable": _l("Not applicable"),
        "unknown": _l("Unknown"),
    },
    "fee_name": {
        CostInput.freight_per_order: _l("Freight per order"),
        CostInput.freight_per_unit: _l("Freight per unit"),
        CostInput.packing: _l("Packing per unit"),
        CostInput.platform_fee: _l("Platform fee per order"),
        CostInput.other_fees: _l("Other fees per order"),
    },
    "cost_line": {
        "unit_price": _l("Unit price"),
        "freight": _l("Freight"),
        "packing": _l("Packing"),
        "platform_fee": _l("Platform fee"),
        "other_fees": _l("Other fees"),
        "return_loss": _l("Return loss"),
    },
    "payment": {
        "prepaid": _l("Paid in advance"),
        "deposit": _l("Deposit, rest before shipping"),
        "on_delivery": _l("On delivery"),
        "credit": _l("On credit"),
        "wallet": _l("From a wallet with the supplier"),
        "unknown": _l("Payment unknown"),
    },
    "record": {
        "quote": _l("Quote"),
    },
    "column": {
        "breaks": _l("Price list"),
    },
}


def fee_text(state: str, figure: Decimal | None, currency: str) -> str:
    """A fee as somebody wrote it down: its amount, or what is known of it."""
    return unit_money(figure, currency) if state == FeeState.amount else word(state, "fee")


def pieces_text(quantity: int) -> str:
    return ngettext("%(num)s piece", "%(num)s pieces", quantity, number(quantity))
