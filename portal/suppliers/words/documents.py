"""When a paper ends, in words and by how near it is."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.suppliers.rules.documents import LAST_NOTICES, DocumentState, PaperNotices, notice, quiet, state
from portal.web.clock import today
from portal.web.filters import day


def ending(expires_on: date | None, notices: PaperNotices) -> str:
    """How far the end is; long after it, only when it was."""
    if expires_on is None:
        return _("No end date known")
    if state(expires_on, today(), notices) is DocumentState.valid:
        return _("Valid")
    left = (expires_on - today()).days
    if left > 0:
        return ngettext("Runs out in %(num)d day", "Runs out in %(num)d days", left)
    if left == 0:
        return _("Runs out today")
    if quiet(expires_on, today(), notices):
        return _("expired %(day)s", day=day(expires_on))
    return ngettext("Expired %(num)d day ago", "Expired %(num)d days ago", -left)


def loudness(expires_on: date | None, notices: PaperNotices) -> str:
    """The kind of mark: ok, info, warn, bad; empty for one without an end, and for one that only is remembered."""
    if expires_on is None or quiet(expires_on, today(), notices):
        return ""
    days = notice(expires_on, today(), notices)
    if days is None:
        return "ok"
    if days in LAST_NOTICES:
        return "bad"
    return "warn" if days <= notices.again else "info"
