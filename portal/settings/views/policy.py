"""The team's limits and rhythms: each with its reason, and whether it is still the value the product came with."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.content import policy
from portal.core.forms.base import whole
from portal.core.models.change import Stale
from portal.core.rules.stages import Stage
from portal.core.rules.text import plain_number
from portal.settings import team
from portal.settings.models.settings import Setting
from portal.settings.pages.limits import LONGEST_RHYTHM, SentLimit, limits_page, rhythm_key
from portal.settings.pages.setting_words import CHOICES, POLICY, value_text
from portal.settings.rules.settings import SettingType, TeamSetting
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.words import WORDS

bp = Blueprint("policy", __name__, url_prefix="/settings/limits")
LARGEST = 10**12


class TooLong(ValueError):
    """Past the end of the limit."""


@bp.get("")
@permission("settings")
def index() -> Any:
    return page()


def page(status: int = 200, sent: SentLimit | None = None) -> Any:
    return render_template("settings/policy/index.html", **limits_page(sent or SentLimit())), status


@bp.post("/<key>")
@permission("settings")
def update(key: str) -> Any:
    """One limit: its next version, or back to the value it came with."""
    limit = policy().settings.get(key) or abort(404)
    if not limit.editable:
        abort(403)
    texts = {name.removeprefix("value-"): text for name, text in request.form.items() if name.startswith("value-")}
    try:
        value = None if "reset" in request.form else read(limit, texts)
    except TooLong:
        return page(422, SentLimit(key, texts, most=limit.most))
    except ValueError:
        return page(422, SentLimit(key, texts))
    return put(key, value, texts)


def read(limit: TeamSetting, texts: dict[str, str]) -> Any:
    """As it is kept: a text, or a table of texts by stage. ValueError for what the limit cannot be."""
    if limit.by_stage:
        return {stage: str(limit.read(figure(limit, texts.get(stage, "")))) for stage in map(str, Stage)}
    return str(limit.read(figure(limit, texts.get("", ""))))


def figure(limit: TeamSetting, text: str) -> str:
    plain = plain_number(text[:60])
    if limit.type is SettingType.choice:
        if plain not in WORDS[CHOICES[limit.key]]:
            raise ValueError(text)
        return plain
    try:
        number = Decimal(plain.removesuffix("%"))
    except ArithmeticError:
        raise ValueError(text) from None
    if not number.is_finite() or number > LARGEST:
        raise ValueError(text)
    if limit.most is not None and number > limit.most:
        raise TooLong(text)
    return f"{number / 100 if limit.type is SettingType.percent else number:f}"


@bp.post("/rhythm/<tier>")
@permission("settings")
def rhythm(tier: str) -> Any:
    """How often suppliers of a tier are reviewed, in months."""
    if tier not in policy().rhythms:
        abort(404)
    key, text = rhythm_key(tier), request.form.get("months", "")
    plain = plain_number(text[:20])
    if not (plain.isdecimal() and 1 <= int(plain) <= LONGEST_RHYTHM) and "reset" not in request.form:
        return page(422, SentLimit(key, {"": text}))
    return put(key, None if "reset" in request.form else int(plain), {"": text})


def put(key: str, value: Any, texts: dict[str, str]) -> Any:
    try:
        Setting.put(POLICY + key, value, stamp(), seen=whole(request.form.get("version")) or 0)
    except Stale as stale:
        return page(409, SentLimit(key, texts, value_text(POLICY + key, stale.current.__data__["value"])))
    team.forget()
    flash(_("Saved"))
    return redirect(url_for(".index", _anchor=key), 303)
