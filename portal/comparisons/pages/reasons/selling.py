"""What a unit may cost and what its sale leaves, in a buyer's sentences."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from decimal import Decimal

from flask_babel import gettext as _

from portal.comparisons.pages.reasons.costs import names_of
from portal.comparisons.pages.reasons.offers import supplier_names
from portal.comparisons.rules.comparison import Reservation
from portal.comparisons.rules.recommendation import CostCeiling
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.core.rules.money import round_money
from portal.web.filters import money


def dear_offers(sheet: SideBySide) -> list[Column]:
    """The offers of which each costs too much: those ranked, or where nobody is, all that could be."""
    ranked = [column for column in sheet.columns if column.standing.rank and column.cost]
    return ranked or [column for column in sheet.columns if column.standing.able and column.cost]


def dear_sentence(sheet: SideBySide) -> str:
    """Nobody, as nobody earns anything; one supplier by its name."""
    dear = dear_offers(sheet)
    able = [column for column in sheet.columns if column.standing.able and column.cost]
    offers = _("every offer") if len(dear) == len(able) else _("every ranked offer")
    if len(dear) == 1:
        offers = supplier_names(dear)
    return _("Nobody can be recommended: %(who)s %(what)s.", who=offers, what=dear_clause(dear, sheet.worth.ceiling))


def dear_clause(dear: Collection[Column], ceiling: CostCeiling | None) -> str:
    if ceiling is None or ceiling.sale is None or not ceiling.by_sale:
        return _("costs more than it may")
    if all(column.cost and column.cost.at_least > ceiling.sale for column in dear):
        return _("costs more than it sells for")
    return _("earns nothing at the sale price")


def dear_sentences(sheet: SideBySide) -> Iterator[str]:
    """The least that one of them asks against what a unit may cost, and who may cost less."""
    ceiling = sheet.worth.ceiling
    costs = [column.cost for column in dear_offers(sheet) if column.cost]
    if ceiling is None or not costs:
        return
    lowest = min(costs, key=lambda cost: cost.at_least)
    words = {
        "least": money(round_money(lowest.at_least, sheet.currency), sheet.currency),
    }
    words["most"] = ceiling_text(ceiling, sheet.currency)
    if lowest.unknown:
        yield _("The cheapest costs at least %(least)s landed, %(most)s.", **words)
    else:
        yield _("The cheapest costs %(least)s landed, %(most)s.", **words)
    waiting = [offer for offer in sheet.asked if sheet.column(offer.key).standing.rank is None]
    less = tuple(offer.key for offer in waiting if not ceiling.passed_by(offer.cost.at_least))
    if less:
        yield _("%(names)s may cost less, but too little is known to rank it.", names=names_of(sheet, less))


def ceiling_text(ceiling: CostCeiling, currency: str) -> str:
    """What a unit sells for, less its selling fees, or may cost at most."""
    if not ceiling.by_sale:
        return _("a unit may cost %(most)s at most", most=money(round_money(ceiling.amount, currency), currency))
    if not ceiling.fees:
        return _("a unit sells for %(sale)s", **sale_words(ceiling, currency))
    return _(
        "a unit sells for %(sale)s and leaves %(net)s after %(fees)s selling fees", **sale_words(ceiling, currency)
    )


def sale_words(ceiling: CostCeiling, currency: str) -> dict[str, str]:
    """The sale price, its fees and what they leave, so rounded that a reader who subtracts them agrees."""
    sale, fees = (round_money(amount, currency) for amount in (ceiling.sale or Decimal(0), ceiling.fees))
    amounts = {"sale": sale, "fees": fees, "net": sale - fees}
    return {name: money(amount, currency) for name, amount in amounts.items()}


def margin_sentence(sheet: SideBySide, leader: Column) -> str:
    """What a unit leaves at the sale price, once tax and carriage are in its cost."""
    ceiling, own = sheet.worth.ceiling, leader.cost
    if ceiling is None or ceiling.net is None or own is None or own.per_unit is None or ceiling.net <= own.per_unit:
        return ""
    if {Reservation.tax_open, Reservation.carriage_open} & set(sheet.comparison.reservations):
        return ""
    rounded = [
        round_money(amount, sheet.currency) for amount in (ceiling.sale or Decimal(0), ceiling.fees, own.per_unit)
    ]
    left = money(rounded[0] - rounded[1] - rounded[2], sheet.currency)
    words = sale_words(ceiling, sheet.currency) | {"left": left}
    if ceiling.unknown_fees and not ceiling.fees:
        return _("Sold at %(sale)s it leaves %(left)s a unit before selling fees.", **words)
    if ceiling.unknown_fees:
        return _("Sold at %(sale)s, less %(fees)s of the selling fees, it leaves %(left)s a unit or less.", **words)
    if ceiling.fees:
        return _("Sold at %(sale)s, less %(fees)s selling fees, it leaves %(left)s a unit.", **words)
    return _("Sold at %(sale)s it leaves %(left)s a unit.", **words)
