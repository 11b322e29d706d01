"""What the audit trail says of references."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

WORDS: dict[str, dict[str, Any]] = {
    "record": {
        "golden_sample": _l("Sealed sample or reference order"),
    },
    "column": {
        "references": _l("Sealed samples"),
    },
}
