"""What to know of quotes and rates: too old, run out, of a supplier nobody buys from, or of a larger order."""

from __future__ import annotations

from collections.abc import Iterator

from flask_babel import gettext as _

from portal.comparisons.pages.reasons.lines import NAMES, WatchLine, about, alike
from portal.comparisons.rules.recommendation import NOT_BOUGHT
from portal.comparisons.rules.side_by_side import Column, SideBySide
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
