"""What the codes of the settings are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.core.rules.stages import Stage

WORDS: dict[str, dict[str, Any]] = {
    "inspection_mode": {
        "all_trial": _l("Everything of a trial order"),
        "by_plan": _l("A sample of each lot, by the plan"),
        "by_risk": _l("More or less, by risk"),
    },
    "inspection_level": {"I": _l("I, fewer pieces"), "II": _l("II, normal"), "III": _l("III, more pieces")},
    "policy_group": {
        "stage": _l("By stage"),
        "screening": _l("Screening"),
        "path": _l("Path of a supplier"),
        "order": _l("Smallest order"),
        "price_alarm": _l("Price alarm"),
        "service_trap": _l("Service before and after"),
        "concentration": _l("Share of one supplier"),
        "sampling": _l("Samples and inspection"),
        "verdict": _l("Verdict of a sample"),
        "checklist": _l("Checklists"),
        "risk": _l("Risk"),
        "scorecard": _l("Scorecard"),
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
        "accept": _l("bad pieces accepted"),
        "aql": "AQL",
    },
    "stage": {Stage.startup: _l("Startup"), Stage.growth: _l("Growth"), Stage.mature: _l("Mature")},
}
