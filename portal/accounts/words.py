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
    "record": {
        "access_link": _l("Invitation or link"),
        "user": _l("Account"),
    },
    "verb": {
        "link.invite": _l("made an invitation"),
        "link.reset": _l("made a reset link"),
        "link.revoke": _l("revoked an invitation"),
        "link.setup": _l("made the set-up link"),
        "session.begin": _l("signed in"),
        "session.end": _l("signed out"),
        "session.end_all": _l("ended the sessions of a person"),
        "user.add": _l("joined"),
        "user.disable": _l("disabled an account"),
        "user.enable": _l("enabled an account again"),
        "user.forgive": _l("cleared a person’s wrong tries to sign in"),
        "user.password": _l("set a new password"),
        "user.rename": _l("renamed a person"),
        "user.role": _l("changed a role"),
    },
    "column": {
        "user.heir": _l("Who takes over"),
        "ended": _l("Sessions ended"),
        "expires_at": _l("Valid until"),
        "username": _l("Sign-in name"),
    },
}
