"""What people outside say of a sample, and their links, made ready for its page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.feedback.models import LinkLine
from portal.samples.rules.sample_facts import Outside
from portal.web.filters import moment, number


class InvitationRow(NamedTuple):
    link: LinkLine
    standing: str  # until when it works, or since when it does not
    open: bool


def summary(outside: Outside | None) -> str:
    """The number of answers and the mean of their marks; empty where nobody answered."""
    if outside is None:
        return ""
    people = ngettext("%(num)d answer", "%(num)d answers", outside.people)
    mean = _("mean of all marks %(mean)s of 5", mean=number(round(outside.mean, 1)))
    return f"{people} · {mean}"


def invitations(links: Iterable[LinkLine], now: datetime) -> list[InvitationRow]:
    return [InvitationRow(link, standing(link, now), link.open(now)) for link in links]


def standing(link: LinkLine, now: datetime) -> str:
    if link.revoked_at:
        return _("ended %(at)s", at=moment(link.revoked_at))
    return _("works until %(at)s", at=moment(link.expires_at)) if link.open(now) else _("closed")


def photo_hint(kind: str) -> str:
    """What a picture must not show; codes only where the goods are codes."""
    if kind == "digital":
        return _("If you like. Do not show people, addresses or codes.")
    return _("If you like. Do not show people or addresses.")
