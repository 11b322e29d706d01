"""What the audit trail says of conversations."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

WORDS: dict[str, dict[str, Any]] = {
    "record": {
        "conversation": _l("Conversation"),
    },
}
