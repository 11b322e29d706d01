"""What the codes of the path are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.path.rules import Lag, PathStep

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
    },
    "column": {
        "step": _l("Step of the path"),
        "in_the_way": _l("Must-haves in the way"),
    },
}
