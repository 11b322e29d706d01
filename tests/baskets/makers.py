"""Baskets: products, suppliers and quotes, as rows and as rules see them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from portal.baskets.rules.basket import Basket, BasketSupplier, basket_of
from portal.baskets.rules.bids import BasketItem, BasketQuote
from portal.products.models import Product
from portal.quotes.rules.terms import FEES, Break, Fee, FeeState, TaxBasis, Terms
from portal.settings.rules.rates import Rate
from portal.suppliers.models.suppliers import Supplier
from tests.cast import TODAY
from tests.comparisons.makers import LONG_NAMES, make_goods, make_offer, make_rival

LONG = "65W 氮化镓三口快充充电器（含 1.5 米编织线）"
ZERO = Fee(FeeState.zero)
UNKNOWN = Fee(FeeState.unknown)
NORTH, SOUTH, EAST = 7, 8, 9
NAMES = {NORTH: "North", SOUTH: "South", EAST: "East"}
CHARGER, CABLE, MUG = (BasketItem(1, "Charger", 600), BasketItem(2, "Cable", 100), BasketItem(3, "Mug", 50))


def fee(amount: str) -> Fee:
    return Fee(FeeState.amount, Decimal(amount))


def make_quote(supplier: int, item: BasketItem, price: str = "10", **about: Any) -> BasketQuote:
    """One price from a piece on, tax included, no fees, no end; `breaks` replaces the price."""
    breaks = tuple(Break(quantity, Decimal(unit)) for quantity, unit in about.pop("breaks", {1: price}).items())
    own = {"delivery": "", "valid_until": None, "quoted_on": TODAY, "role": None, "id": supplier * 100 + item.id}
    own |= {name: about.pop(name) for name in tuple(own) if name in about}
    terms = dict.fromkeys(FEES, ZERO) | {"currency": "CNY", "breaks": breaks, "tax_basis": TaxBasis.included}
    return BasketQuote(product=item.id, supplier=supplier, terms=Terms(**(terms | about)), **own)


def make_basket(
    *quotes: BasketQuote,
    items: tuple[BasketItem, ...] = (CHARGER, CABLE),
    rates: tuple[Rate, ...] = (),
    on: date = TODAY,
    expired: bool = False,
) -> Basket:
    suppliers = [BasketSupplier(key, NAMES[key]) for key in dict.fromkeys(quote.supplier for quote in quotes)]
    return basket_of(items, suppliers, quotes, "CNY", rates, on, expired)


def make_market(
    rivals: int, products: int, today: date = TODAY, long: bool = False
) -> tuple[list[Product], list[Supplier]]:
    """Each supplier quotes each product but a few; what is dear at one is cheap at the next."""
    goods = [
        make_goods(name=f"{LONG if long else 'Product'} {number}", monthly_units=100 * number)
        for number in range(1, products + 1)
    ]
    suppliers = [
        make_rival(LONG_NAMES[number] if long else f"Supplier {number}", agreement=False) for number in range(rivals)
    ]
    for place, supplier in enumerate(suppliers):
        for number, product in enumerate(goods):
            if (place + number) % 4 or not long:
                about: dict[str, Any] = {
                    "freight_per_order_state": "amount",
                    "freight_per_order": Decimal(100 + 7 * place),
                }
                about |= {"moq": 300} | ({"packing_state": "unknown"} if long and place == 1 else {})
                price = str(20 + (place * 7 + number * 3) % 11)
                make_offer(supplier, product, price, quoted_on=today - timedelta(days=5), **about)
    return goods, suppliers


def address(
    products: list[Product], suppliers: list[Supplier], quantity: int = 200, path: str = "show", **more: Any
) -> str:
    goods = [f"product={product.id}&q{product.id}={quantity}" for product in products]
    parts = [*goods, *(f"supplier={supplier.id}" for supplier in suppliers)]
    business = f"business={products[0].business_id}"
    return f"/baskets/{path}?" + "&".join([business, *parts, *(f"{key}={value}" for key, value in more.items())])


def two(market: Any, **more: Any) -> str:
    goods, rivals = market
    quantities = {f"q{goods[0].id}": 600, f"q{goods[1].id}": 100}
    parts = [f"business={goods[0].business_id}", *(f"product={one.id}" for one in goods)]
    parts += [f"supplier={one.id}" for one in rivals]
    return "/baskets/show?" + "&".join([*parts, *(f"{key}={value}" for key, value in (quantities | more).items())])
