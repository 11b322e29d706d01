"""What the codes of the path are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.path.rules import Lag, PathStep, TakenFrom

WORDS: dict[str, dict[str, Any]] = {
    "step": {
        PathStep.needs: _l("Needs"),
        PathStep.screening: _l("Screening"),
        PathStep.contact: _l("First contact"),
        PathStep.sample: _l("Sample"),
        PathStep.agreement: _l("Agreement"),
        PathStep.docking: _l("Docking"),
        PathStep.trial: _l("Trial order"),
        PathStep.rampup: _l("Ramp-up"),
    },
    "lag": {
        Lag.lists_behind: _l("the lists are not kept up"),
        Lag.status_behind: _l("the status is not kept up"),
    },
    "record": {
        "passage": _l("Passed step"),
    },
    "verb": {
        "passage.add": _l("passed a step of a supplier"),
        "passage.take_back": _l("took a passed step back"),
        "supplier.take_over": _l("took a supplier over at a status"),
        "supplier.take_over_back": _l("took back that a supplier was taken over"),
        "supplier.take_over_again": _l("let it count again that a supplier was taken over"),
    },
    "taken_from": {
        TakenFrom.file: _l("an imported list"),
        TakenFrom.bulk: _l("the status of many at once"),
    },
    "column": {
        "origin": _l("Taken over from"),
        "step": _l("Step of the path"),
        "in_the_way": _l("Must-haves in the way"),
    },
}
