"""What a unit of a product is known to cost: the figure that is kept, and the middle of the quotes on file."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.market.queries.offers import market
from portal.market.rules.offers import Goods
from portal.market.rules.price_gaps import middle_cost
from portal.products.rules import A_BEGINNING, ReferenceCost, ReferenceSource
from portal.settings.models.rates import FxRate
from portal.settings.team import team
from portal.web.filters import day, number, unit_money
from portal.web.words import word


def middle_reference(product: Goods, today: date) -> ReferenceCost | None:
    """The middle of the comparable landed costs on file, for what is sold in a month; None where fewer than two are."""
    units, currency = product.monthly_units or A_BEGINNING, team().currency
    middle = middle_cost(market(product, today), units, currency, FxRate.known(), today)
    return ReferenceCost(middle[0], currency, today, ReferenceSource.quotes, middle[1]) if middle else None


def reference_text(reference: ReferenceCost) -> str:
    """The figure with its day, where it comes from and who kept it."""
    source = word(reference.source, "reference_source")
    if reference.source is ReferenceSource.quotes:
        source = ngettext("middle of %(num)s quote", "middle of %(num)s quotes", reference.quotes)
    parts = (unit_money(reference.amount, reference.currency), source, day(reference.on), reference.by)
    return " · ".join(filter(None, parts))


def middle_sentence(middle: ReferenceCost | None, product: Goods) -> str:
    if middle is None:
        return _("Fewer than two comparable landed costs are on file, so there is no middle yet.")
    return _(
        "The middle of %(quotes)s comparable landed costs on file is %(amount)s, for %(units)s pieces.",
        quotes=number(middle.quotes),
        amount=unit_money(middle.amount, middle.currency),
        units=number(product.monthly_units or A_BEGINNING),
    )
