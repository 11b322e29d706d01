"""What the audit trail says of any noun: where a room states no verb or column of its own, these are read."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

WORDS: dict[str, dict[str, Any]] = {
    "verb": {
        "add": _l("added"),
        "edit": _l("changed"),
        "remove": _l("deleted"),
        "restore": _l("brought back"),
        "file.add": _l("attached a file"),
        "file.remove": _l("removed a file"),
        "file.restore": _l("brought a file back"),
    },
    "column": {
        "by": _l("Recorded by"),
        "created_by": _l("Recorded by"),
        "facts": _l("Facts"),
        "file": _l("File"),
        "reason": _l("Reason"),
        "round": _l("Round of signatures"),
        "sha256": _l("SHA-256 of the file"),
        "signed_at": _l("Signed at"),
        "state": _l("State"),
        "version": _l("Version"),
    },
}
