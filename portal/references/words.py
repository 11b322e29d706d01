"""What the audit trail says of references, and how the state of one looks."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask_babel import lazy_gettext as _l

from portal.references.rules import ReferenceState
from portal.web.tags import Looks, Tag, tag_of

WORDS: dict[str, dict[str, Any]] = {
    "record": {
        "golden_sample": _l("Sealed sample or reference order"),
    },
    "column": {
        "references": _l("Sealed samples"),
    },
}

STATE_LOOKS: Looks = {
    ReferenceState.valid: ("ok", "check"),
    ReferenceState.ending: ("warn", "clock"),
    ReferenceState.expired: ("bad", "warn"),
    ReferenceState.replaced: ("", "undo"),
}


def state_tag(state: ReferenceState) -> Tag:
    return tag_of(state, "reference_state", STATE_LOOKS)


def init_app(app: Flask) -> None:
    app.jinja_env.globals["reference_tag"] = state_tag
