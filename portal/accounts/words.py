"""What the codes of an account are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

WORDS: dict[str, dict[str, Any]] = {
    "account_role": {
        "viewer": _l("Viewer: reads and prints everything"),
        "buyer": _l("Buyer: also writes"),
        "admin": _l("Administrator: also people, settings and policy"),
    },
    "theme": {"": _l("As the system"), "light": _l("Light"), "dark": _l("Dark")},
}
