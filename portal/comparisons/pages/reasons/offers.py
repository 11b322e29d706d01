"""What to know of quotes and rates: too old, run out, of a supplier nobody buys from, or of a larger order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from flask_babel import gettext as _

from portal.comparisons.pages.reasons.lines import NAMES, WatchLine, about, alike
from portal.comparisons.rules.comparison import Reservation
from portal.comparisons.rules.recommendation import NOT_BOUGHT
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.quotes.rules.terms import TaxBasis
from portal.settings.rules.rates import Rate
from portal.web.filters import day, listed, money, number
from portal.web.words import word


def stale_rates(sheet: SideBySide) -> Iterator[WatchLine]:
    """Exchange rates older than the policy has them."""
    ceiling = sheet.worth.ceiling
    used = [*sheet.rates, *([ceiling.rate] if ceiling and ceiling.rate else []), *sheet.worth.rates]
    for rate in dict.fromkeys(used):
        if sheet.stale(rate):
            yield WatchLine("warn-t", "clock", rate_sentence(rate, sheet))


def rate_sentence(rate: Rate, sheet: SideBySide) -> str:
    return _(
        "The rate of %(base)s and %(quote)s is of %(day)s, %(age)s days ago; it holds for %(most)s.",
        base=rate.base,
        quote=rate.quote,
        day=day(rate.on),
        age=number((sheet.on - rate.on).days),
        most=number(sheet.scheme.standards.rate_days),
    )


def run_out(sheet: SideBySide) -> Iterator[WatchLine]:
    for column in sheet.columns:
        offer = column.dossier.offer
        if offer and not offer.runs(sheet.on):
            sentence = _(
                "%(name)s: the quote ran out on %(day)s and is counted all the same.",
                name=NAMES,
                day=day(offer.valid_until),
            )
            yield about([column], "warn-t", "clock", sentence)


def old_quotes(sheet: SideBySide) -> Iterator[WatchLine]:
    """Prices so old that they have to be asked for again."""
    for column in sheet.columns:
        offer = column.dossier.offer
        if offer and sheet.scheme.standards.old_quote(offer.quoted_on, sheet.on):
            sentence = _(
                "%(name)s: the quote is of %(day)s, %(age)s days old; a price counts for %(most)s. Ask again.",
                name=NAMES,
                **quote_age(column, sheet),
            )
            yield about([column], "warn-t", "clock", sentence)


def quote_age(column: Column, sheet: SideBySide) -> dict[str, str]:
    on = column.dossier.offer.quoted_on if column.dossier.offer else sheet.on
    age, most = (sheet.on - on).days, sheet.scheme.standards.quote_days
    return {"day": day(on), "age": number(age), "most": number(most)}


def bases_differ(columns: Iterable[Column], by_price: bool = False) -> bool:
    """Whether those who said so differ in tax, or in where the delivery ends; `by_price`: before any carriage."""
    offers = [(column, column.dossier.offer) for column in columns if column.dossier.offer]
    taxes = {offer.terms.tax_basis for column, offer in offers if offer and not column.silent_on_tax}
    stated = [offer for column, offer in offers if offer and not column.silent_on_place]
    return len(taxes) > 1 or len({offer.incoterm if by_price else offer.delivery for offer in stated}) > 1


def supplier_names(columns: Iterable[Column]) -> str:
    return listed(column.dossier.name for column in columns)


def basis_sentences(columns: Sequence[Column], by_price: bool) -> Iterator[str]:
    """Why figures side by side may not be alike: they differ, or nobody said."""
    if bases_differ(columns, by_price):
        yield _("The prices are not alike in tax or delivery, so ask before you rely on it.")
        return
    on_tax = [column for column in columns if column.silent_on_tax]
    on_place = [column for column in columns if column.silent_on_place]
    if on_tax and len(on_tax) == len(columns):
        yield _("Nobody said whether there is tax in the prices.")
    elif on_tax:
        yield _("Tax is not stated by %(names)s, so ask before you rely on it.", names=supplier_names(on_tax))
    if len(on_place) not in (0, len(columns)):
        yield _("Delivery is not stated by %(names)s, so ask before you rely on it.", names=supplier_names(on_place))


def unlike_sentence(sheet: SideBySide) -> str:
    """What the ranked offers differ in, or who did not say."""
    ranked = [column for column in sheet.columns if column.standing.rank and column.dossier.offer]
    offers = [column.dossier.offer for column in ranked if column.dossier.offer]
    on_tax = [column for column in ranked if column.silent_on_tax]
    on_place = [column for column in ranked if column.silent_on_place]
    if Reservation.mixed_tax in sheet.comparison.reservations:
        taxes = sorted({offer.terms.tax_basis for offer in offers} - {TaxBasis.unknown})
        if len(taxes) > 1:
            return _("Not comparable yet: %(terms)s.", terms=against(word(tax, "tax_basis") for tax in taxes))
        return _("Not comparable yet: tax is not stated by %(names)s.", names=supplier_names(on_tax))
    if len({offer.delivery for offer in offers if offer.names_place}) > 1:
        terms = sorted({offer.incoterm for offer in offers if offer.names_place})
        return _("Not comparable yet: %(terms)s.", terms=against(term or _("no delivery term") for term in terms))
    return _("Not comparable yet: delivery is not stated by %(names)s.", names=supplier_names(on_place))


def against(texts: Iterable[str]) -> str:
    return _(" against ").join(texts)


def not_comparable(sheet: SideBySide) -> Iterator[WatchLine]:
    """Offers that differ in tax or delivery, and those that say nothing of it."""
    priced = [column for column in sheet.columns if column.cost and column.dossier.offer]
    taxes = [tax for tax in sheet.taxes if tax is not TaxBasis.unknown]
    if len(taxes) > 1:
        terms = listed(word(tax, "tax_basis") for tax in taxes)
        sentence = _("Prices with and without tax stand side by side: %(terms)s.", terms=terms)
        yield WatchLine("warn-t", "warn", sentence)
    on_tax = [column for column in priced if column.silent_on_tax]
    if on_tax and len(on_tax) == len(priced):
        yield WatchLine("warn-t", "warn", _("Nobody said whether there is tax in the prices."))
    elif on_tax:
        yield about(on_tax, "warn-t", "warn", _("%(name)s: tax in the price or not is not stated.", name=NAMES))
    yield from places_apart(priced)


def places_apart(priced: Sequence[Column]) -> Iterator[WatchLine]:
    offers = [column.dossier.offer for column in priced if column.dossier.offer]
    stated = [offer for offer in offers if offer.names_place]
    on_place = [column for column in priced if column.silent_on_place]
    if len({offer.delivery for offer in stated}) > 1:
        terms = listed(sorted({offer.incoterm or _("no delivery term") for offer in stated}))
        sentence = _(
            "The delivery ends at different places: %(terms)s; the carriage still to come is not in the cost.",
            terms=terms,
        )
        yield WatchLine("warn-t", "warn", sentence)
    if on_place and len({offer.delivery for offer in offers}) > 1:
        yield about(on_place, "warn-t", "warn", _("%(name)s: where the delivery ends is not stated.", name=NAMES))


def not_bought(sheet: SideBySide) -> Iterator[WatchLine]:
    for status, columns in alike(
        (column for column in sheet.columns if column.dossier.status in NOT_BOUGHT), status_of
    ):
        text = word(status, "status")
        yield about(
            columns, "warn-t", "warn", _("%(name)s: %(status)s, and compared all the same.", name=NAMES, status=text)
        )


def status_of(column: Column) -> str:
    return column.dossier.status


def lacking_rates(sheet: SideBySide) -> Iterator[WatchLine]:
    if sheet.worth.lacking:
        yield WatchLine("warn-t", "warn", lacking_sentence(sheet))


def lacking_sentence(sheet: SideBySide) -> str:
    return _(
        "Without an exchange rate for %(currencies)s not all is known of what a unit sells for, costs or may cost.",
        currencies=listed(sheet.worth.lacking),
    )


def large_order(sheet: SideBySide) -> Iterator[WatchLine]:
    """An order at the leader that takes more money than one at the next cheapest."""
    leader = sheet.leader
    if leader is None or leader.cost is None or leader.cost.ordered == sheet.quantity:
        return
    outlay = leader.cost.outlay_at_least
    others = [column for column in sheet.columns if column is not leader and column.standing.able and column.cost]
    sums = {column.standing.key: column.cost.outlay for column in others if column.cost and column.cost.outlay}
    least = min(sums, key=lambda key: sums[key], default=None)
    if least is not None and sums[least] < outlay:
        sentence = _(
            "%(name)s takes an order of %(ordered)s, not %(units)s: %(outlay)s to pay, %(over)s more than one from "
            "%(other)s.",
            name=NAMES,
            ordered=number(leader.cost.ordered),
            units=number(sheet.quantity),
            outlay=money(outlay, sheet.currency),
            over=money(outlay - sums[least], sheet.currency),
            other=sheet.column(least).dossier.name,
        )
        yield about([leader], "warn-t", "warn", sentence)
