"""What an agreement says about ordering: it stands before what a quote offers."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from portal.agreements.rules.clauses import ClauseStanding, Written
from portal.quotes.rules.payment import Payment


@dataclass(frozen=True, kw_only=True)
class Ordering:
    """None where the agreement does not state it. Times in days, the penalty a share 0 to 1 for each day."""

    lead_days: Decimal | None = None  # of physical goods
    payment: Payment | None = None
    credit_days: Decimal | None = None  # with payment on credit
    return_days: Decimal | None = None
    price_notice_days: Decimal | None = None
    late_penalty: Decimal | None = None


NOTHING = Ordering()
PAYMENTS = frozenset(Payment) - {Payment.unknown}


def ordering(written: Written, digital: bool) -> Ordering:
    """The ordering terms among what stands written of the clauses."""
    terms = written.of("payment_terms")
    payment = Payment(str(terms.value)) if terms.standing is ClauseStanding.agreed and terms.value in PAYMENTS else None
    return Ordering(
        lead_days=None if digital else written.number("lead_time_days"),
        payment=payment,
        credit_days=written.number("credit_days") if payment is Payment.credit else None,
        return_days=written.number("return_days"),
        price_notice_days=written.number("price_notice_days"),
        late_penalty=written.number("late_penalty"),
    )
