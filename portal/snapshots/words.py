"""What the trail calls snapshots."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

WORDS: dict[str, dict[str, Any]] = {
    "record": {
        "snapshot": _l("Snapshot"),
    },
    "verb": {
        "snapshot.take": _l("saved a snapshot"),
    },
}
