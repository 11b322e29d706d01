"""The figures of a supplier that criteria ask for, from what is on record; None where the record does not say."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date
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


def papers_share(needed: Collection[str], held: Iterable[tuple[str, date | None]], today: date) -> Decimal | None:
    """The share of the kinds of paper needed that are in date today, 0 to 1; a paper without an end does not run out.

    None where none is needed, or none was filed at all: then nobody has looked.
    """
    filed = list(held)
    if not needed or not filed:
        return None
    valid = {kind for kind, until in filed if until is None or until >= today}
    return Decimal(len(valid & set(needed))) / len(set(needed))


def years_in_business(since_year: int | None, since_month: int | None, today: date) -> Decimal | None:
    """Years since the business began, in whole months and 0 at least; without a month from the end of that year."""
    if since_year is None:
        return None
    months = today.year * 12 + today.month - (since_year * 12 + (since_month or 12))
    return Decimal(max(months, 0)) / 12
