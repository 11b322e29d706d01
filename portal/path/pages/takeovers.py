"""A supplier that was taken over, in words: who, when, from where, and what nobody did."""

from __future__ import annotations

from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_login import current_user

from portal.path.models.takeovers import TakeOverLine
from portal.path.rules import TakenFrom
from portal.web.filters import dated
from portal.web.words import word


class TakeOverText(NamedTuple):
    text: str
    url: str  # of the import; empty: none, or not for this person
    file: str
    reason: str
    back: str  # who took it back and when; empty: it counts
    back_reason: str


def takeover_text(line: TakeOverLine) -> TakeOverText:
    name = line.by or _("The program")
    back = _("Taken back by %(name)s, %(at)s", name=line.back_by or _("The program"), at=dated(line.back_at))
    by_file = line.origin == TakenFrom.file and line.import_key is not None and current_user.may("write")
    return TakeOverText(
        source_text(line, name),
        url_for("imports.show", id=line.import_key) if by_file else "",
        line.file,
        line.reason,
        back if line.back_at else "",
        line.back_reason,
    )


def source_text(line: TakeOverLine, name: str) -> str:
    about = {"name": name, "status": word(line.status, "status"), "at": dated(line.at)}
    if line.origin == TakenFrom.file:
        return _("%(name)s took it over as “%(status)s” from a list, %(at)s", **about)
    return _("%(name)s took it over as “%(status)s” together with others, %(at)s", **about)
