"""What the audit trail says of feedback."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

WORDS: dict[str, dict[str, Any]] = {
    "verb": {
        "sample.feedback": _l("got an answer from an outside tester"),
        "sample.invite": _l("made a link for outside testers"),
        "sample.outside": _l("decided whether outside answers count"),
        "sample.uninvite": _l("ended a link for outside testers"),
    },
    "column": {
        "outside_counts": _l("Outside answers count"),
        "people": _l("Testers"),
    },
}
