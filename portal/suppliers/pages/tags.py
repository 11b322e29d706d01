"""Tags of a supplier: where it stands, what is wrong with it, and when a paper of it ends."""

from __future__ import annotations

from datetime import date

from flask_babel import gettext as _

from portal.settings.team import team
from portal.suppliers.rules.documents import PaperNotices
from portal.suppliers.rules.pipeline import Status
from portal.suppliers.words.documents import ending, loudness
from portal.web.tags import Looks, Tag, tag_of
from portal.web.words import word

STATUS_LOOKS: Looks = {
    Status.active: ("ok",),
    Status.trial: ("info",),
    Status.negotiating: ("info",),
    Status.paused: ("warn",),
}
ENDING_SYMBOLS = {"": "clip", "ok": "", "info": "clock", "warn": "clock", "bad": "warn"}


def status_tag(status: str) -> Tag:
    return tag_of(status, "status", STATUS_LOOKS)


def banned_tag() -> Tag:
    return Tag(_("Banned category"), "bad", "warn")


def unproven_tag() -> Tag:
    return Tag(_("No sample, no order"), "warn", "flask")


def notices() -> PaperNotices:
    """When this team is told of papers."""
    return PaperNotices.of(team().policy.lookup(None))


def ending_tag(expires_on: date | None, kind: str = "") -> Tag:
    """When a paper ends; no tone without an end, and long after it. `kind`: where the line does not say it already."""
    tone, text = loudness(expires_on, notices()), ending(expires_on, notices())
    if kind:
        text = _("%(document)s: %(end)s", document=word(kind, "document"), end=text)
    return Tag(text, tone, ENDING_SYMBOLS[tone])
