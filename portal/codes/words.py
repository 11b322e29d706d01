"""What the audit trail says of codes."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

WORDS: dict[str, dict[str, Any]] = {
    "verb": {
        "batch.check": _l("looked again at the codes of a batch"),
        "batch.code_result": _l("changed the result of codes of a batch"),
        "batch.codes": _l("added tested codes of a batch"),
        "batch.codes_remove": _l("took codes out of a batch"),
        "batch.codes_restore": _l("brought codes of a batch back"),
    },
    "column": {
        "codes": _l("Codes"),
        "day": _l("Days after the first test"),
    },
}
