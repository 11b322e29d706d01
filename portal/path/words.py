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
        Lag.lists_behind: _l("the lists are behind the status"),
        Lag.status_behind: _l("the status is behind the lists"),
    },
    "record": {
        "passage": _l("Passed gate"),
    },
    "verb": {
        "passage.add": _l("passed a gate on the path of a supplier"),
        "passage.take_back": _l("took the passing of a gate back"),
    },
    "column": {
        "step": _l("Step of the path"),
        "in_the_way": _l("Must-haves in the way"),
    },
}
