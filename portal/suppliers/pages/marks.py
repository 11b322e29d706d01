"""Marks of a supplier, made ready for `ui.tag`: where it stands, and when a paper of it ends."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from flask_babel import gettext as _

from portal.suppliers.rules.pipeline import Status
from portal.suppliers.words.documents import ending, loudness
from portal.web.words import word

STATUS_TONES: dict[str, str] = {
    Status.active: "ok",
    Status.trial: "info",
    Status.negotiating: "info",
    Status.paused: "warn",
}
ENDING_SYMBOLS = {"": "clip", "ok": "", "info": "clock", "warn": "clock", "bad": "warn"}


class SupplierMark(NamedTuple):
    text: str
    tone: str = ""
    symbol: str = ""


def status_mark(status: str) -> SupplierMark:
    return SupplierMark(word(status, "status"), STATUS_TONES.get(status, ""))


def banned_mark() -> SupplierMark:
    return SupplierMark(_("Banned category"), "bad", "warn")


def unproven_mark() -> SupplierMark:
    return SupplierMark(_("No sample, no order"), "warn", "flask")


def ending_mark(expires_on: date | None, kind: str = "") -> SupplierMark:
    """When a paper ends; no tone without an end, and long after it. `kind`: where the line does not say it already."""
    tone, text = loudness(expires_on), ending(expires_on)
    if kind:
        text = _("%(document)s: %(end)s", document=word(kind, "document"), end=text)
    return SupplierMark(text, tone, ENDING_SYMBOLS[tone])
