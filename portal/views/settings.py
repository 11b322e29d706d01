"""The team's settings: name, time zone, currency, limits, comparison. Every value keeps its versions."""

from __future__ import annotations

from decimal import Decimal
from typing import Any
from zoneinfo import available_timezones

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from peewee import JOIN
from wtforms.fields.choices import SelectChoice

from portal import errors, team
from portal.access import permission
from portal.clock import stamp
from portal.content import policy
from portal.domain.criteria import LOWER_IS_BETTER, BadScheme, Criterion, anchors_from, default_anchors, scheme_for
from portal.domain.settings import Setting as Limit
from portal.domain.settings import SettingType
from portal.domain.stages import Stage
from portal.domain.text import plain_number
from portal.forms.settings import TeamSettingsForm
from portal.models import Category, Setting, SettingVersion, User
from portal.models.base import Stale, change, rows

bp = Blueprint("settings", __name__, url_prefix="/settings")
ANCHORS = "comparison.anchors"
LARGEST = 10**12


@bp.get("")
@permission("settings")
def index() -> Any:
    own = team.team()
    form = TeamSettingsForm(None, team=own.name, time_zone=own.time_zone, currency=own.currency)
    return page(form)


def page(form: TeamSettingsForm, status: int = 200) -> Any:
    form.time_zone.choices = [SelectChoice(zone) for zone in sorted(available_timezones())]
    return render_template(
        "settings/index.html", form=form, history=history("team."), versions=versions("team.")
    ), status


def versions(prefix: str) -> dict[str, int]:
    query = Setting.select(Setting.key, Setting.version).where(Setting.key.startswith(prefix))
    return dict(rows(query))


def history(prefix: str) -> list[Any]:
    past = SettingVersion
    query = (
        past.select(past.key, past.version, past.value, User.name, past.at)
        .join(User, JOIN.LEFT_OUTER, on=past.by)
        .where(past.key.startswith(prefix))
        .order_by(past.id.desc())
        .limit(50)
    )
    return rows(query)


@bp.post("")
@permission("settings")
def update() -> Any:
    form = TeamSettingsForm()
    form.time_zone.choices = [SelectChoice(zone) for zone in sorted(available_timezones())]
    if not form.validate():
        return page(form, 422)
    own = team.team()
    given = {"name": form.team.data, "time_zone": form.time_zone.data, "currency": form.currency.data}
    try:
        with change(stamp()):
            for key, value in given.items():
                if own.get(f"team.{key}") != value:
                    Setting.put(f"team.{key}", value, stamp(), seen=request.form.get(f"v-{key}", 0, int))
    except Stale:
        return errors.page(409)
    team.forget()
    flash(_("Saved"))
    return redirect(url_for(".index"), 303)


@bp.get("/limits")
@permission("settings")
def limits() -> Any:
    return limits_page()


def limits_page(status: int = 200, wrong: str = "", typed: Any = None) -> Any:
    own = team.team().policy
    lines = [(one, shown(own, one), own.is_changed(one.key)) for one in policy().settings.values()]
    rhythms = [(own.rhythm(tier), own.is_changed(f"review_rhythm.{tier}.review_months")) for tier in own.rhythms]
    body = render_template(
        "settings/limits.html",
        rows=lines,
        rhythms=rhythms,
        stages=list(Stage),
        versions=versions("policy."),
        history=history("policy."),
        wrong=wrong,
        typed=typed or {},
    )
    return body, status


def shown(own: Any, one: Limit) -> dict[str, str]:
    """The value in force: by stage where it depends on it, else under the empty key; percentages as such."""
    stages: list[Stage | None] = list(Stage) if one.by_stage else [None]
    return {str(stage or ""): text(one, own.value(one.key, stage)) for stage in stages}


def text(one: Limit, value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{(value * 100 if one.type is SettingType.percent else value).normalize():f}"
    return str(value)


@bp.post("/limits/<key>")
@permission("settings")
def set_limit(key: str) -> Any:
    """One limit: its next version, or back to the starting value."""
    one = policy().settings.get(key) or abort(404)
    if not one.editable:
        abort(403)
    typed = {name.removeprefix("value-"): value for name, value in request.form.items() if name.startswith("value-")}
    value: Any = None
    if "reset" not in request.form:
        try:
            value = read(one, typed)
        except ValueError:
            return limits_page(422, key, typed)
    return put(f"policy.{key}", value, ".limits", key)


def read(one: Limit, typed: dict[str, str]) -> Any:
    if one.by_stage:
        return {stage: str(one.read(figure(one, typed.get(stage, "")))) for stage in map(str, Stage)}
    return str(one.read(figure(one, typed.get("", ""))))


def figure(one: Limit, typed: str) -> str:
    plain = plain_number(typed[:60])
    if one.type is SettingType.choice:
        return plain
    try:
        number = Decimal(plain.removesuffix("%"))
    except ArithmeticError:
        raise ValueError(typed) from None
    if not number.is_finite() or number > LARGEST:
        raise ValueError(typed)
    return str(number / 100 if one.type is SettingType.percent else number)


def put(key: str, value: Any, endpoint: str, anchor: str = "", **where: Any) -> Any:
    try:
        Setting.put(key, value, stamp(), seen=request.form.get("version", 0, int))
    except Stale:
        return errors.page(409)
    team.forget()
    flash(_("Saved"))
    return redirect(url_for(endpoint, _anchor=anchor, **where), 303)


@bp.post("/rhythm/<tier>")
@permission("settings")
def set_rhythm(tier: str) -> Any:
    if tier not in policy().rhythms:
        abort(404)
    months = request.form.get("months", -1, int)
    if not 1 <= months <= 36:
        return limits_page(422, tier)
    return put(f"policy.review_rhythm.{tier}.review_months", months, ".limits", tier)


@bp.get("/comparison")
@permission("settings")
def anchors() -> Any:
    category = request.args.get("category", None, int)
    return anchors_page(category)


def anchors_page(category: int | None, status: int = 200, wrong: Any = None, typed: Any = None) -> Any:
    key = f"{ANCHORS}.{category}" if category else ANCHORS
    kept = team.team().get(key) or {}
    body = render_template(
        "settings/anchors.html",
        criteria=list(Criterion),
        lower=LOWER_IS_BETTER,
        inherited=default_anchors(False) | anchors_from(team.team().get(ANCHORS) or {}),
        own=anchors_from(kept),
        categories=Category.choices(),
        category=category,
        version=versions(key).get(key, 0),
        history=[row for row in history(ANCHORS) if row[0] == key],
        wrong=wrong,
        typed=typed or {},
    )
    return body, status


@bp.post("/comparison")
@permission("settings")
def set_anchors() -> Any:
    category = request.form.get("category", None, int)
    typed = {name: value for name, value in request.form.items() if name.startswith(("bad-", "good-"))}
    data = {
        str(one): {side: plain_number(typed.get(f"{side}-{one}", "")[:30]) for side in ("bad", "good")}
        for one in Criterion
        if typed.get(f"bad-{one}") or typed.get(f"good-{one}")
    }
    try:
        scheme_for(None, anchors_from(data), sale_price=Decimal(1))
    except BadScheme as bad:
        return anchors_page(category, 422, bad, typed)
    return put(f"{ANCHORS}.{category}" if category else ANCHORS, data, ".anchors", category=category)
