"""What the codes of the settings are called."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from portal.core.rules.stages import Stage
from portal.settings.rules.rates import Rate
from portal.web.filters import day, exact

WORDS: dict[str, dict[str, Any]] = {
    "inspection_mode": {
        "all_trial": _l("Everything of a trial order"),
        "by_plan": _l("A sample of each lot, by the plan"),
        "by_risk": _l("More or less, by risk"),
    },
    "inspection_level": {"I": _l("I, fewer pieces"), "II": _l("II, normal"), "III": _l("III, more pieces")},
    "agreement_gate": {
        "after_signing": _l("Once something was to be signed"),
        "always": _l("Always"),
    },
    "policy_group": {
        "stage": _l("By stage"),
        "screening": _l("Screening"),
        "path": _l("Path of a supplier"),
        "notice": _l("What is named, and how early"),
        "order": _l("Smallest order"),
        "price_alarm": _l("Price alarm"),
        "comparison": _l("Comparison"),
        "service_trap": _l("Service before and after"),
        "inquiry": _l("Inquiries"),
        "review_rhythm": _l("Review rhythm"),
        "concentration": _l("Share of one supplier"),
        "sampling": _l("Samples and inspection"),
        "verdict": _l("Verdict of a sample"),
        "checklist": _l("Checklists"),
    },
    "limit_unit": {
        "category": _l("categories"),
        "day": _l("days"),
        "working_day": _l("working days"),
        "hour": _l("hours"),
        "month": _l("months"),
        "order": _l("orders"),
        "point": _l("points"),
        "batch": _l("batches"),
        "quote": _l("quotes"),
        "reply": _l("replies"),
        "score": _l("points"),
        "supplier": _l("suppliers"),
        "delivery": _l("deliveries"),
        "times": _l("times"),
        "year": _l("years"),
        "of_median": _l("of the middle price"),
        "of_reference": _l("of the reference cost"),
        "of_one": _l("of 1"),
        "draw": _l("tries"),
        "accept": _l("bad pieces accepted"),
        "aql": "AQL",
    },
    "stage": {Stage.startup: _l("Startup"), Stage.growth: _l("Growth"), Stage.mature: _l("Mature")},
    "record": {
        "business": _l("Business"),
        "category": _l("Category"),
        "fx_rate": _l("Exchange rate"),
        "setting": _l("Setting"),
    },
    "verb": {
        "business.main_categories": _l("chose the main categories of a business"),
        "business.move": _l("moved a business to another stage"),
        "business.open": _l("added a business"),
        "setting.change": _l("changed a setting"),
    },
    "column": {
        "business.stage": _l("Stage"),
        "fx_rate.base": _l("From currency"),
        "fx_rate.quote": _l("To currency"),
        "fx_rate.value": _l("Rate"),
        "banned_key": _l("Entry of the shipped list"),
        "business": _l("Business"),
        "categories": _l("Main categories"),
        "stage": _l("Stage"),
    },
}


def rate_text(rate: Rate) -> str:
    """An exchange rate with its direction and its day: 1 EUR = 7.8 CNY (2026-11-01)."""
    return _(
        "1 %(base)s = %(value)s %(quote)s (%(day)s)",
        base=rate.base,
        value=exact(rate.value),
        quote=rate.quote,
        day=day(rate.on),
    )
