"""The team's limits and rhythms: each with its reason, and whether it is still the value the product came with."""

from __future__ import annotations

from dataclasses import dataclass, field
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
from portal.settings.models.settings import Setting, history, versions
from portal.settings.pages.setting_words import CHOICES, POLICY, RHYTHM, lines, told, typed
from portal.settings.rules.settings import SettingType, TeamSetting
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.words import WORDS

bp = Blueprint("policy", __name__, url_prefix="/settings/limits")
LARGEST, LONGEST_RHYTHM = 10**12, 36


@dataclass(frozen=True)
class Sent:
    """What came back with a fault: the key of the form, what was typed, and what stands if a colleague was faster.

    `most`: the end that was passed.
    """

    key: str = ""
    typed: dict[str, str] = field(default_factory=dict)
    stands: str = ""
    most: int | None = None


class TooLong(ValueError):
    """Past the end of the limit."""


@bp.get("")
@permission("settings")
def index() -> Any:
    return page()


def page(status: int = 200, sent: Sent | None = None) -> Any:
    own = team.team().policy
    groups: dict[str, list[tuple[TeamSetting, dict[str, str], bool]]] = {}
    for one in policy().settings.values():
        groups.setdefault(one.key.split(".")[0], []).append((one, standing(one), own.is_changed(one.key)))
    body = render_template(
        "settings/policy/index.html",
        groups=groups,
        choices=CHOICES,
        rhythms=[(own.rhythm(tier), own.is_changed(f"{RHYTHM}{tier}.review_months")) for tier in own.rhythms],
        versions=versions(POLICY),
        history=lines(history(prefix=POLICY)),
        sent=sent or Sent(),
    )
    return body, status


def standing(one: TeamSetting) -> dict[str, str]:
    """The value in force as it is typed: by stage where it depends on it, else under the empty key."""
    stages: list[Stage | None] = list(Stage) if one.by_stage else [None]
    return {str(stage or ""): typed(one, team.team().policy.value(one.key, stage)) for stage in stages}


@bp.post("/<key>")
@permission("settings")
def update(key: str) -> Any:
    """One limit: its next version, or back to the value it came with."""
    one = policy().settings.get(key) or abort(404)
    if not one.editable:
        abort(403)
    given = {name.removeprefix("value-"): text for name, text in request.form.items() if name.startswith("value-")}
    try:
        value = None if "reset" in request.form else read(one, given)
    except TooLong:
        return page(422, Sent(key, given, most=one.most))
    except ValueError:
        return page(422, Sent(key, given))
    return put(key, value, given)


def read(one: TeamSetting, given: dict[str, str]) -> Any:
    """As it is kept: a text, or a table of texts by stage. ValueError for what the limit cannot be."""
    if one.by_stage:
        return {stage: str(one.read(figure(one, given.get(stage, "")))) for stage in map(str, Stage)}
    return str(one.read(figure(one, given.get("", ""))))


def figure(one: TeamSetting, text: str) -> str:
    plain = plain_number(text[:60])
    if one.type is SettingType.choice:
        if plain not in WORDS[CHOICES[one.key]]:
            raise ValueError(text)
        return plain
    try:
        number = Decimal(plain.removesuffix("%"))
    except ArithmeticError:
        raise ValueError(text) from None
    if not number.is_finite() or number > LARGEST:
        raise ValueError(text)
    if one.most is not None and number > one.most:
        raise TooLong(text)
    return f"{number / 100 if one.type is SettingType.percent else number:f}"


@bp.post("/rhythm/<tier>")
@permission("settings")
def rhythm(tier: str) -> Any:
    """How often suppliers of a tier are reviewed, in months."""
    if tier not in policy().rhythms:
        abort(404)
    key, text = f"{RHYTHM}{tier}.review_months", request.form.get("months", "")
    plain = plain_number(text[:20])
    if not (plain.isdecimal() and 1 <= int(plain) <= LONGEST_RHYTHM) and "reset" not in request.form:
        return page(422, Sent(key, {"": text}))
    return put(key, None if "reset" in request.form else int(plain), {"": text})


def put(key: str, value: Any, given: dict[str, str]) -> Any:
    try:
        Setting.put(POLICY + key, value, stamp(), seen=whole(request.form.get("version")) or 0)
    except Stale as stale:
        return page(409, Sent(key, given, told(POLICY + key, stale.current.__data__["value"])))
    team.forget()
    flash(_("Saved"))
    return redirect(url_for(".index", _anchor=key), 303)
