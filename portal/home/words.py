"""What the trail calls the steps that were put off."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

WORDS: dict[str, dict[str, Any]] = {
    "record": {
        "step_snooze": _l("Next step put off"),
    },
    "verb": {
        "step_snooze.add": _l("put a next step off"),
        "step_snooze.remove": _l("brought a next step back"),
    },
    "column": {
        "rule": _l("Step"),
        "subject": _l("About"),
        "until": _l("Until"),
    },
}
