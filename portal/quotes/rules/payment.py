"""Payment terms: when a supplier is paid, and how long its smallest order ties money up."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

MONTH = 30  # days, as content and policy count them


class Payment(StrEnum):
    prepaid = "prepaid"
    deposit = "deposit"  # a share when ordering, the rest on delivery or later
    on_delivery = "on_delivery"
    credit = "credit"
    wallet = "wallet"  # a balance topped up before ordering
    unknown = "unknown"


def cover_days(smallest_order: int, monthly_units: int | None) -> Decimal | None:
    """Days of sales that the smallest order lasts; None unless the product is expected to sell."""
    return Decimal(smallest_order * MONTH) / monthly_units if monthly_units else None


def payment_days(
    payment: Payment,
    lead_days: Decimal | int | None,
    credit_days: Decimal | int | None = None,
    deposit_share: Decimal | None = None,
) -> Decimal | None:
    """Days from delivery to payment, averaged over the money; money paid when ordering waits for the lead time."""
    if payment is Payment.on_delivery:
        return Decimal(0)
    if payment is Payment.credit:
        return None if credit_days is None else Decimal(credit_days)
    if payment is Payment.unknown or lead_days is None:
        return None
    if payment is Payment.deposit:
        later = credit_days or 0
        return None if deposit_share is None else (1 - deposit_share) * later - deposit_share * lead_days
    return Decimal(-lead_days)
