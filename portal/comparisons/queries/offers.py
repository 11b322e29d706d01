"""Quotes as a comparison reads them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from portal.comparisons.rules.candidates import Goods, QuoteOffer
from portal.quotes.models import PriceBreak, Quote
from portal.quotes.rules.payment import Payment
from portal.quotes.rules.terms import FEES, Break, Fee, FeeState, TaxBasis, Terms


def offers(
    product: Goods, suppliers: Collection[int], own: dict[int, Decimal | None], today: date
) -> dict[int, list[QuoteOffer]]:
    """The quotes of each supplier with their breaks, newest first."""
    query: Any = (
        Quote.select(Quote, PriceBreak.from_quantity, PriceBreak.unit_price)
        .join(PriceBreak)
        .where(
            Quote.product == product.id,
            Quote.supplier.in_(list(suppliers)),
            Quote.deleted_at.is_null(),
            Quote.quoted_on <= today,
        )
        .order_by(Quote.quoted_on.desc(), Quote.id.desc(), PriceBreak.from_quantity)
    )
    quotes: dict[int, Any] = {}
    breaks: dict[int, list[Break]] = defaultdict(list)
    for row in query.objects():
        quotes[row.id] = row
        breaks[row.id].append(Break(row.from_quantity, row.unit_price))
    by_supplier: dict[int, list[QuoteOffer]] = defaultdict(list)
    for row in quotes.values():
        rate = product.return_rate if own.get(row.supplier_id) is None else own[row.supplier_id]
        by_supplier[row.supplier_id].append(offer(row, tuple(breaks[row.id]), rate, product.digital))
    return by_supplier


def offer(row: Any, breaks: tuple[Break, ...], return_rate: Decimal | None, digital: bool) -> QuoteOffer:
    fees: Any = {name: Fee(FeeState(getattr(row, f"{name}_state")), getattr(row, name)) for name in FEES}
    return QuoteOffer(
        id=row.id,
        quoted_on=row.quoted_on,
        valid_until=row.valid_until,
        terms=Terms(
            currency=row.currency,
            breaks=breaks,
            moq=row.moq,
            order_multiple=row.order_multiple,
            largest_order=row.largest_order,
            return_rate=return_rate,
            digital=digital,
            tax_basis=TaxBasis(row.tax_basis),
            **fees,
        ),
        lead_days=row.lead_days,
        payment=Payment(row.payment),
        credit_days=row.credit_days,
        deposit_share=row.deposit_share,
        payment_note=row.payment_note,
        incoterm=row.incoterm,
    )
