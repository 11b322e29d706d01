"""The price alarm in words, where people decide: on a comparison, at a product and at a need."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from portal.market.rules.offers import Goods
from portal.market.rules.price_gaps import AlarmLevel, MarketOffer, alarm_limits, price_alarms
from portal.market.words import alarm_sentence
from portal.settings.rules.rates import Rate
from portal.settings.team import team

ALARM_LOOKS = {
    AlarmLevel.red: ("bad-t", "warn"),
    AlarmLevel.amber: ("warn-t", "warn"),
    AlarmLevel.one_other: ("mut", "clock"),
}


class AlarmNote(NamedTuple):
    tone: str
    icon: str
    text: str


def alarm_notes(
    about: Goods | None, sellers: Sequence[MarketOffer], quantity: int, currency: str, rates: Sequence[Rate], on: date
) -> dict[int, AlarmNote]:
    """By supplier; a price that lies well among the others has none. Empty while no product is named."""
    if about is None:
        return {}
    limits = alarm_limits(team().policy.lookup(None))
    kept = about.reference.changed(currency, rates, on) if about.reference else None
    alarms = price_alarms(sellers, quantity, currency, rates, on, limits, kept.amount if kept else None)
    return {
        supplier: AlarmNote(*ALARM_LOOKS[alarm.level], alarm_sentence(alarm, currency))
        for supplier, alarm in alarms.items()
        if alarm.level in ALARM_LOOKS
    }
