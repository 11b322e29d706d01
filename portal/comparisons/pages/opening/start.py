"""Where a comparison begins: a product, a quantity, and who is compared."""

from __future__ import annotations

from typing import Any, NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.comparisons.forms import MOST, ComparisonFilter
from portal.comparisons.pages.opening.quantities import fill_quantity
from portal.comparisons.queries.start import ProductLine, Seller, products, sellers
from portal.core.forms.rows import FEW, MANY
from portal.market.rules.offers import Goods
from portal.quotes.words import pieces_text
from portal.snapshots.queries import SnapshotLine, recent
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
