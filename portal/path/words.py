"""What the codes of the path are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.path.rules import Lag, Step

WORDS: dict[str, dict[str, Any]] = {
    "step": {
        Step.needs: _l("Needs"),
        Step.screening: _l("Screening"),
        Step.contact: _l("First contact"),
        Step.sample: _l("Sample"),
        Step.agreement: _l("Agreement"),
        Step.docking: _l("Docking"),
        Step.trial: _l("Trial order"),
        Step.rampup: _l("Ramp-up"),
    },
    "lag": {
        Lag.lists_behind: _l("the lists are behind the status"),
        Lag.status_behind: _l("the status is behind the lists"),
    },
}
