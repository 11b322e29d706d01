"""What speaks against an order, in words: as a mark in the table, and as a line with the place where it is settled."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.baskets.pages.texts import BasketView
from portal.baskets.rules.bids import BasketItem, Bid
from portal.baskets.rules.risks import BidRisk, RiskMark
from portal.market.rules.price_gaps import AlarmBasis, AlarmLevel, PriceAlarm
from portal.market.words import alarm_sentence
from portal.web.filters import listed, number, percent
from portal.web.words import word

MOST_NAMED, NAMED_LETTERS = 3, 50  # products by name in one line, and letters of their names
TONES = {AlarmLevel.red: "bad-t", AlarmLevel.amber: "warn-t"}


class CellNote(NamedTuple):
    text: str
    tone: str = ""
    sign: str = ""  # the same in a sign, where a page of paper holds very much


class RiskLine(NamedTuple):
    """The same of one or several suppliers, by their keys."""

    suppliers: tuple[int, ...]
    text: str
    url: str
    link: str
    stops: bool = False
    icon: str = "warn"


def mark_note(mark: RiskMark) -> CellNote:
    return CellNote(mark_text(mark), "bad-t" if mark.stops else "warn-t", mark_sign(mark))


def mark_text(mark: RiskMark) -> str:
    paper = word(mark.paper, "document") if mark.paper else ""
    match mark.risk:
        case BidRisk.banned:
            return _("banned category")
        case BidRisk.serious:
            return _("serious word of mouth")
        case BidRisk.sample_failed:
            return _("sample failed")
        case BidRisk.paper_out:
            return _("%(paper)s has run out", paper=paper)
        case BidRisk.no_paper:
            return _("no valid %(paper)s on file", paper=paper)
        case BidRisk.retest:
            return _("sample to be tested again")
        case BidRisk.no_sample:
            return _("no sample passed")
        case BidRisk.no_category:
            return _("no category")


def mark_sign(mark: RiskMark) -> str:
    signs = {
        BidRisk.banned: _("cat. ✗"),
        BidRisk.serious: _("talk ✗"),
        BidRisk.sample_failed: _("smp. ✗"),
        BidRisk.paper_out: _("doc. ✗"),
        BidRisk.no_paper: _("doc. ?"),
        BidRisk.retest: _("smp. ?"),
        BidRisk.no_sample: _("smp. ?"),
        BidRisk.no_category: _("cat. ?"),
    }
    return signs[mark.risk]


def alarm_note(view: BasketView, bid: Bid) -> Iterator[CellNote]:
    """How far a price lies below the line, beside how many others; nothing where it does not."""
    alarm = view.records.low(bid)
    if alarm:
        share = percent(-alarm.share)
        yield CellNote(alarm_text(alarm, share), TONES[alarm.level], f"−{-alarm.share:.0%}")


def alarm_text(alarm: PriceAlarm, share: str) -> str:
    line = percent(1 - alarm.limit)
    if alarm.basis is AlarmBasis.reference:
        return _("%(share)s under the reference cost (limit %(line)s)", share=share, line=line)
    return ngettext(
        "%(share)s under the only other price (limit %(line)s)",
        "%(share)s under %(num)s other prices (limit %(line)s)",
        alarm.others,
        share=share,
        line=line,
    )


def alarm_lines(view: BasketView, bids: Iterable[Bid]) -> Iterator[RiskLine]:
    """Prices below a line, red ones first."""
    low = [(bid, alarm) for bid in bids if (alarm := view.records.low(bid))]
    for bid, alarm in sorted(low, key=lambda pair: pair[1].level is not AlarmLevel.red):
        url = url_for("products.show", id=bid.item.id, quantity=bid.item.quantity, _anchor="offers")
        text = _(
            "%(supplier)s, %(product)s: %(alarm)s",
            supplier=view.name(bid.supplier),
            product=bid.item.name,
            alarm=alarm_sentence(alarm, view.basket.currency),
        )
        yield RiskLine((bid.supplier,), text, url, _("All offers"), alarm.level is AlarmLevel.red)


def unmeasured(view: BasketView) -> Iterator[RiskLine]:
    """Products with too few other prices to tell whether one is too low."""
    alarms = [(bid.item, view.records.alarm(bid)) for bid in view.basket.usable]
    alone = {item.id: item for item, alarm in alarms if alarm and alarm.level is AlarmLevel.one_other}
    if alone:
        url = url_for("products.show", id=next(iter(alone)), _anchor="offers")
        text = _(
            "Only one other price, so nobody can say whether one is too low: %(products)s.",
            products=products_text(alone.values()),
        )
        yield RiskLine((), text, url, _("All offers"), icon="clock")


def mark_lines(view: BasketView, bids: Iterable[Bid], already: Container[int] = ()) -> Iterator[RiskLine]:
    """What stands against orders, graver first; suppliers of whom the same is to be said stand in one line."""
    by_mark: dict[RiskMark, dict[int, list[Bid]]] = {}
    for bid in bids:
        for mark in view.marks(bid):
            if bid.supplier in already and not of_product(mark):
                continue
            by_mark.setdefault(mark, {}).setdefault(bid.supplier, []).append(bid)
    for mark in sorted(by_mark, key=lambda mark: tuple(BidRisk).index(mark.risk)):
        yield from lines_of(view, mark, by_mark[mark])


def lines_of(view: BasketView, mark: RiskMark, by_supplier: dict[int, list[Bid]]) -> Iterator[RiskLine]:
    if mark.risk in (BidRisk.banned, BidRisk.no_category):
        bids = [bid for theirs in by_supplier.values() for bid in theirs]
        by_supplier, goods = {}, {bid.item.id: bid.item for bid in bids}
        url = url_for("products.show", id=bids[0].item.id)
        yield RiskLine((), category_text(mark.risk, goods.values()), url, _("Product"), mark.stops)
    alike: dict[tuple[int, ...], list[int]] = {}
    for supplier, theirs in by_supplier.items():
        alike.setdefault(tuple(bid.item.id for bid in theirs) if of_product(mark) else (), []).append(supplier)
    for suppliers in alike.values():
        theirs = by_supplier[suppliers[0]]
        text = mark_line(view, mark, suppliers, [bid.item for bid in theirs])
        yield RiskLine(tuple(suppliers), text, *place(view, mark, theirs[0]), mark.stops)


def of_product(mark: RiskMark) -> bool:
    """Whether it hangs on the product; a licence and word of mouth are about the supplier."""
    return mark.risk is not BidRisk.serious and mark.paper != "licence"


def category_text(risk: BidRisk, goods: Iterable[BasketItem]) -> str:
    names = products_text(goods)
    if risk is BidRisk.banned:
        return _("Your team may not buy it, its category is banned: %(products)s.", products=names)
    return _("Without a category nobody can say whether it may be bought: %(products)s.", products=names)


def mark_line(view: BasketView, mark: RiskMark, suppliers: list[int], goods: list[BasketItem]) -> str:
    about = {"supplier": view.names(suppliers), "what": mark_text(mark)}
    if mark.risk is BidRisk.serious:
        matters = dict.fromkeys(matter for key in suppliers for matter in view.records.serious[key])
        matter = listed(word(matter, "matter").lower() for matter in matters)
        return _("%(supplier)s: serious word of mouth waits for an answer (%(matter)s).", matter=matter, **about)
    if not of_product(mark):
        return _("%(supplier)s: %(what)s.", **about)
    return _("%(supplier)s: %(what)s (%(products)s).", products=products_text(goods), **about)


def place(view: BasketView, mark: RiskMark, bid: Bid) -> tuple[str, str]:
    """Where it is settled: an address, and what it is called."""
    if mark.risk is BidRisk.serious:
        return url_for("suppliers.show", id=bid.supplier, _anchor="reputation"), _("Word of mouth")
    if mark.paper:
        return url_for("suppliers.show", id=bid.supplier, _anchor="documents"), _("Documents")
    sample = view.records.sample(bid)
    if sample:
        return url_for("samples.show", id=sample), _("Sample")
    return url_for("suppliers.show", id=bid.supplier, _anchor="samples"), _("Samples")


def products_text(goods: Iterable[BasketItem]) -> str:
    """By name as far as a line holds them, and how many more there are."""
    names = [item.name for item in goods]
    first = [
        name for at, name in enumerate(names[:MOST_NAMED]) if not at or len("".join(names[: at + 1])) <= NAMED_LETTERS
    ]
    left = len(names) - len(first)
    return listed([*first, _("%(count)s more", count=number(left))] if left else first)


def stopped_text(view: BasketView, bids: Iterable[Bid]) -> str:
    """Why nothing should be ordered yet, in short: North: serious word of mouth; South: sample failed (Cable)."""
    reasons: dict[tuple[int, str], list[str]] = {}
    for bid in bids:
        for mark in view.marks(bid):
            if mark.stops:
                reasons.setdefault((bid.supplier, mark_text(mark)), []).append(
                    bid.item.name if of_product(mark) else ""
                )
    return _("; ").join(
        _("%(supplier)s: %(what)s (%(products)s)", supplier=view.name(key), what=reason, products=listed(goods))
        if any(goods)
        else _("%(supplier)s: %(what)s", supplier=view.name(key), what=reason)
        for (key, reason), goods in reasons.items()
    )
