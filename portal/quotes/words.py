"""What the codes of a quote are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.quotes.rules.build_up import Input

WORDS: dict[str, dict[str, Any]] = {
    "cost_input": {
        Input.freight_per_order: _l("freight per order"),
        Input.freight_per_unit: _l("freight per unit"),
        Input.packing: _l("packing"),
        Input.platform_fee: _l("platform fee"),
        Input.other_fees: _l("other fees"),
        Input.return_rate: _l("return rate"),
    },
    "tax_basis": {"included": _l("Tax included"), "excluded": _l("Without tax"), "unknown": _l("Tax unknown")},
    "fee": {
        "amount": _l("Amount"),
        "zero": _l("None to pay"),
        "not_applicable": _l("Not applicable"),
        "unknown": _l("Unknown"),
    },
    "fee_name": {
        Input.freight_per_order: _l("Freight per order"),
        Input.freight_per_unit: _l("Freight per unit"),
        Input.packing: _l("Packing per unit"),
        Input.platform_fee: _l("Platform fee per order"),
        Input.other_fees: _l("Other fees per order"),
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
}
