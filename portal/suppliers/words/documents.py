"""When a paper ends, in words and by how near it is."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.suppliers.rules.documents import DocumentState, notice, quiet, state
from portal.web.clock import today
from portal.web.filters import day

LOUDNESS = {60: "info", 30: "warn", 7: "bad", 0: "bad"}  # of a notice, by its days


def ending(expires_on: date | None) -> str:
    """How far the end is; long after it, only when it was."""
    if expires_on is None:
        return _("No end date known")
    if state(expires_on, today()) is DocumentState.valid:
        return _("Valid")
    left = (expires_on - today()).days
    if left > 0:
        return ngettext("Runs out in %(num)d day", "Runs out in %(num)d days", left)
    if left == 0:
        return _("Runs out today")
    if quiet(expires_on, today()):
        return _("expired %(day)s", day=day(expires_on))
    return ngettext("Expired %(num)d day ago", "Expired %(num)d days ago", -left)


def loudness(expires_on: date | None) -> str:
    """The kind of mark: ok, info, warn, bad; empty for one without an end, and for one that only is remembered."""
    if expires_on is None or quiet(expires_on, today()):
        return ""
    days = notice(expires_on, today())
    return "ok" if days is None else LOUDNESS[days]
