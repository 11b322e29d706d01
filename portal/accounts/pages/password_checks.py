"""Passwords people type: one they choose is refused with the reason, their own is asked for before weighty things."""

from __future__ import annotations

from typing import Any

from flask_babel import gettext as _
from flask_login import current_user

from portal.accounts import passwords, throttle
from portal.accounts.forms.people import REFUSED
from portal.settings.team import team
from portal.web.clock import now

PRODUCT = ("sourcing desk", "sourcingdesk", "货源台")


def acceptable(field: Any, *names: str) -> bool:
    """Put the reason on the field and answer False when the password is refused."""
    refusal = passwords.refusal(field.data or "", (*PRODUCT, team().name, *names))
    if refusal is not None:
        field.errors = [REFUSED[refusal]]
    return refusal is None


def proven(field: Any) -> bool:
    """Is it the person's own password? Tries are counted, so that a borrowed browser cannot go through a list."""
    if throttle.take("proof", current_user.username, now()):
        field.errors = [_("Too many tries. Wait a few minutes and try again.")]
        return False
    if not passwords.matches(current_user.row.password, field.data or ""):
        field.errors = [_("This is not your password.")]
        return False
    throttle.forgive(current_user.username, "proof")
    return True
