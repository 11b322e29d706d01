"""A password somebody chooses: refused with the reason, beside its field."""

from __future__ import annotations

from typing import Any

from portal import passwords
from portal.forms.people import REFUSED
from portal.team import team

PRODUCT = ("sourcing desk", "sourcingdesk", "货源台")


def acceptable(field: Any, *names: str) -> bool:
    """Put the reason on the field and answer False when the password is refused."""
    refusal = passwords.refusal(field.data or "", (*PRODUCT, team().name, *names))
    if refusal is not None:
        field.errors = [REFUSED[refusal]]
    return refusal is None
