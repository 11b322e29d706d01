"""How a comparison is opened: of what, for how many units and why so many, and who is compared."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.comparisons.forms import MOST, ComparisonFilter
from portal.comparisons.queries.start import ProductLine, Seller, products, sellers
from portal.comparisons.rules.quantities import QuantityBasis, largest_least, stated_quantity
from portal.comparisons.rules.side_by_side import SideBySide
from portal.core.forms.rows import FEW, MANY
from portal.market.queries.offers import terms_in_force
from portal.market.rules.offers import Goods
from portal.needs.queries import first_order
from portal.products.rules import A_BEGINNING
from portal.quotes.words import pieces_text
from portal.snapshots.queries import SnapshotLine, recent
from portal.web.clock import today
from portal.web.filters import day, moment
from portal.web.words import word

NEEDED = 2  # suppliers with a quote


class ProductOption(NamedTuple):
    id: int
    name: str
    label: str


class SellerChoice(NamedTuple):
    id: int
    name: str
    chosen: bool
    about: str  # its status, and its newest quote


class RecentSnapshot(NamedTuple):
    id: int
    title: str
    about: str


def start_page(wanted: ComparisonFilter, product: Goods | None) -> dict[str, Any]:
    offered = products()
    asked = wanted.supplier.data or []
    known = sellers(product.id, asked) if product else []
    if product:
        fill_quantity(wanted, product, [seller.id for seller in known if seller.quoted_on])
    return {
        "wanted": wanted,
        "goods": product,
        "products": [ProductOption(line.id, line.name, product_label(line)) for line in offered],
        "typed": len(offered) > FEW,
        "awaited": len(offered) > MANY,
        "asked": asked,
        "sellers": seller_choices(known, asked),
        "too_few": len([seller for seller in known if seller.quoted_on]) < NEEDED,
        "recent": [recent_snapshot(line) for line in recent()],
    }


def product_label(line: ProductLine) -> str:
    quoted = ngettext("%(num)s supplier quotes it", "%(num)s suppliers quote it", line.quoted)
    return f"{line.name} ({quoted})"


def seller_choices(known: list[Seller], asked: list[int]) -> list[SellerChoice]:
    """Chosen are those asked for; where nobody is, the first ones with a quote."""
    return [
        SellerChoice(
            seller.id,
            seller.name,
            seller.id in asked or bool(not asked and seller.quoted_on and place < MOST),
            f"{word(seller.status, 'status')} · {newest_quote(seller)}",
        )
        for place, seller in enumerate(known)
    ]


def newest_quote(seller: Seller) -> str:
    if seller.quoted_on:
        return _("quote of %(day)s", day=day(seller.quoted_on))
    return _("No quote for this product")


def recent_snapshot(line: SnapshotLine) -> RecentSnapshot:
    about = (pieces_text(line.quantity), line.by, moment(line.at))
    return RecentSnapshot(line.id, line.title, " · ".join(filter(None, about)))


def fill_quantity(wanted: ComparisonFilter, product: Goods, suppliers: Collection[int]) -> None:
    """What somebody stated, where the address says nothing."""
    if wanted.quantity.data is not None or wanted.quantity.raw_data:
        return
    wanted_first, monthly = first_order(product.id), product.monthly_units
    terms = [] if wanted_first or monthly else terms_in_force(product, suppliers, today())
    wanted.quantity.data, basis = stated_quantity(wanted_first, monthly, terms, A_BEGINNING)
    wanted.basis.data = str(basis)


def basis_text(wanted: ComparisonFilter, sheet: SideBySide) -> str:
    """Where the quantity comes from, as long as that still holds; empty where somebody chose it."""
    offers = [column.dossier.offer.terms for column in sheet.columns if column.dossier.offer]
    match wanted.basis.data:
        case QuantityBasis.need if first_order(sheet.goods.id) == sheet.quantity:
            return _("the first order of the need")
        case QuantityBasis.monthly if sheet.goods.monthly_units == sheet.quantity:
            return _("what is sold in a month")
        case QuantityBasis.least if largest_least(offers) == sheet.quantity:
            return _("the largest MOQ, so that all can deliver")
        case QuantityBasis.beginning if not sheet.goods.monthly_units and not largest_least(offers):
            return _("nobody has said how many yet: change it below")
    return ""
