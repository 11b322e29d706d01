"""The quantity of a comparison: filled in where the address names none, and where it comes from."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import gettext as _

from portal.comparisons.forms import ComparisonFilter
from portal.comparisons.rules.quantities import QuantityBasis, largest_least, stated_quantity
from portal.comparisons.rules.side_by_side import SideBySide
from portal.market.queries.offers import terms_in_force
from portal.market.rules.offers import Goods
from portal.needs.queries import first_order
from portal.products.rules import A_BEGINNING
from portal.web.clock import today


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
