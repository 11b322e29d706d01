"""Businesses, products and quotes: everything is decent by default."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from portal.core.rules.text import folded
from portal.products.models import Product
from portal.quotes.models import Quote
from portal.settings.models.businesses import Business
from tests.cast import NOW, TODAY, stamp


def make_business(name: str = "North Bank", stage: str = "startup") -> Business:
    found: Business = Business.get_or_create(name=name, defaults={"stage": stage, "created_at": NOW})[0]
    return found


def make_product(name: str = "65W charger", **about: Any) -> Product:
    defaults = {"business": make_business(), "kind": "physical", "currency": "CNY", "search": folded(name)}
    return Product.add(stamp(), name=name, **(defaults | about))


def make_quote(supplier: Any, product: Any, price: str = "10", breaks: Any = None, **about: Any) -> Quote:
    """A quote whose every fee is known to be nothing, valid for a year."""
    fees: dict[str, Any] = {
        f"{name}_state": "zero"
        for name in ("freight_per_order", "freight_per_unit", "packing", "platform_fee", "other_fees")
    }
    defaults: dict[str, Any] = {
        "supplier": supplier,
        "product": product,
        "quoted_on": TODAY,
        "valid_until": date(2027, 11, 24),
        "currency": "CNY",
        "tax_basis": "included",
        "lead_days": 7,
    }
    return Quote.record(stamp(), breaks or [(1, Decimal(price))], **(fees | defaults | about))
