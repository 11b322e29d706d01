"""Needs: everything is decent by default, a charger sold at 100 yuan of which 40 per cent must be left."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from portal.needs.models import Need, NeedCandidate
from tests.cast import TODAY, stamp
from tests.comparisons.makers import make_offer, make_rival, make_verdict
from tests.products.makers import make_business


def make_need(product: Any = None, **about: Any) -> Any:
    defaults: dict[str, Any] = {"business": make_business(), "product": product, "title": "A faster charger"}
    defaults |= {"price_low": Decimal(100), "price_high": Decimal(120), "currency": "CNY", "margin": Decimal("0.4")}
    defaults |= {"first_order": 300, "longest_lead": 14, "due_on": TODAY + timedelta(days=30)}
    return Need.get_by_id(Need.add(stamp(), **(defaults | about)).id)


def make_candidate(need: Any, supplier: Any, note: str = "") -> NeedCandidate:
    return NeedCandidate.put(need.id, supplier.id, note, stamp())


def ready(goods: Any, name: str = "North Star", price: str = "40", **about: Any) -> Any:
    """A supplier with a passed sample and a quote."""
    supplier = make_rival(name)
    make_offer(supplier, goods, price, **about)
    make_verdict(supplier, goods)
    return supplier


def row_of(page: str, name: str) -> str:
    return next(part for part in page.split("<tr>") if f"<bdi>{name}</bdi>" in part)
