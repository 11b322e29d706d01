"""What the codes of the price alarm are called, and the alarm in a sentence."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.market.rules.price_gaps import AlarmBasis, AlarmLevel, AlarmUnknown, PriceAlarm
from portal.web.filters import listed, number, percent, unit_money

WORDS: dict[str, dict[str, Any]] = {
    "alarm_basis": {
        AlarmBasis.landed_cost: _l("Landed cost"),
        AlarmBasis.unit_price: _l("Unit price"),
        AlarmBasis.stated_price: _l("Unit price"),
        AlarmBasis.reference: _l("Landed cost"),
    },
    "alarm_unknown": {AlarmUnknown.tax: _l("tax"), AlarmUnknown.freight: _l("freight")},
}


def alarm_sentence(alarm: PriceAlarm, currency: str) -> str:
    """The price alarm with its figure, its line and how many others there are; empty where nothing is to be said."""
    about = {
        "what": WORDS["alarm_basis"][alarm.basis],
        "own": unit_money(alarm.own, currency),
        "middle": unit_money(alarm.middle, currency),
    }
    if alarm.level is AlarmLevel.one_other:
        return _(
            "%(what)s %(own)s has only one other price beside it, %(middle)s: nobody can say if it is too low.", **about
        )
    if alarm.level is AlarmLevel.clear:
        return ""
    about |= {
        "share": percent(-alarm.share),
        "line": _("; ").join(filter(None, (alarm_line(alarm), basis_note(alarm)))),
    }
    if alarm.basis is AlarmBasis.reference:
        return _(
            "%(what)s %(own)s is %(share)s under the reference cost %(middle)s (%(line)s): ask what is left out.",
            **about,
        )
    return ngettext(
        "%(what)s %(own)s is %(share)s under the only other price, %(middle)s (%(line)s): ask what is left out.",
        "%(what)s %(own)s is %(share)s under %(middle)s, the middle of %(num)s other quotes (%(line)s): ask what is "
        "left out.",
        alarm.others,
        **about,
    )


def basis_note(alarm: PriceAlarm) -> str:
    """That unit prices alone were compared, how many, and what some of them do not state."""
    if alarm.basis not in (AlarmBasis.unit_price, AlarmBasis.stated_price):
        return ""
    words = {"others": number(alarm.others)}
    if not alarm.unknown:
        return _("unit prices only, n = %(others)s", **words)
    unstated = listed(WORDS["alarm_unknown"][part] for part in alarm.unknown)
    return _("unit prices only, n = %(others)s, not all state %(what)s", what=unstated, **words)


def alarm_line(alarm: PriceAlarm) -> str:
    share = percent(1 - alarm.limit)
    if alarm.level is AlarmLevel.red:
        return _("red line %(share)s", share=share)
    return _("amber line %(share)s", share=share)
