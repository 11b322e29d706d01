"""What the offers for a product leave of the needs it is looked at for, in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from flask_babel import gettext as _

from portal.market.rules.offers import QuoteOffer
from portal.needs.queries import brief, open_for
from portal.needs.rules import Brief, CostGap
from portal.settings.rules.rates import Rate
from portal.web.filters import cost_money, number, percent, unit_money


class GapText(NamedTuple):
    """How far a cost is from the highest acceptable one."""

    text: str
    tone: str = "mut"
    symbol: str = ""
    share: str = ""  # of the highest acceptable cost


class NeedOffer(NamedTuple):
    """What a supplier asks, landed at the first order of the need."""

    name: str
    gap: GapText


class NeedOffers(NamedTuple):
    """An open need of a product, and its offers by how near they come; those that cannot be compared last."""

    id: int
    title: str
    limit: str
    basis: str  # for how many units
    offers: list[NeedOffer]


def against(
    product: int, offers: Iterable[tuple[str, QuoteOffer]], rates: Iterable[Rate], today: date
) -> list[NeedOffers]:
    """What its offers leave of every open need of a product, in one statement."""
    by_supplier = list(offers)
    return [need_offers(need, by_supplier, rates, today) for need in open_for(product)]


def need_offers(need: Any, offers: Iterable[tuple[str, QuoteOffer]], rates: Iterable[Rate], today: date) -> NeedOffers:
    asked = brief(need)
    gaps = [(name, asked.gap(asked.cost(offer, rates, today)), offer) for name, offer in offers]
    return NeedOffers(
        need.id,
        need.title,
        unit_money(asked.limit, need.currency),
        basis(asked) or _("its first order quantity is unknown"),
        [NeedOffer(name, gap_text(gap, need.currency, offer)) for name, gap, offer in sorted(gaps, key=nearness)],
    )


def basis(asked: Brief) -> str:
    """For how many units a cost is landed; empty while the first order quantity is unknown."""
    if not asked.first_order:
        return ""
    return _("landed, per unit, for %(units)s units", units=number(asked.first_order))


def nearness(line: tuple[str, CostGap | None, QuoteOffer]) -> tuple[bool, Decimal, str]:
    name, gap, _offer = line
    return gap is None, gap.amount if gap else Decimal(0), name


def gap_text(gap: CostGap | None, currency: str, offer: QuoteOffer | None) -> GapText:
    if gap is None or offer is None:
        return GapText(_("unknown"))
    amount = cost_money(abs(gap.amount), currency, [step.unit_price for step in offer.terms.breaks])
    if gap.over:
        share = "" if gap.share is None else f"+{percent(gap.share)}"
        return GapText(_("%(amount)s over", amount=amount), "bad-t", "warn", share)
    share = "" if gap.share is None else f"−{percent(-gap.share)}"
    return GapText(_("%(amount)s left", amount=amount), "ok-t", "", share)
