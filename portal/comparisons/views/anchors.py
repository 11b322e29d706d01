"""How comparisons are scored: the weights a team starts from, and the figures that count as 0 and as full marks."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.comparisons.rules.criteria import (
    DEFAULT_WEIGHTS,
    LOWER_IS_BETTER,
    BadScheme,
    ComparisonCriterion,
    anchors_from,
    default_anchors,
    scheme_for,
    weights_from,
)
from portal.core.forms.base import whole
from portal.core.models.change import Stale
from portal.core.rules.text import plain_number
from portal.settings import team
from portal.settings.models.categories import Category
from portal.settings.models.settings import Setting, history, versions
from portal.settings.pages.setting_words import ANCHORS, WEIGHTS, lines, told
from portal.web.access import permission
from portal.web.clock import stamp

bp = Blueprint("anchors", __name__, url_prefix="/settings/comparison")
HEAVIEST = 100


def key_of(category: int | None) -> str:
    return f"{ANCHORS}.{category}" if category else ANCHORS


def chosen(text: str) -> int | None:
    """The category of the address or form; 404 for one there is not."""
    if not text:
        return None
    known = {str(key) for key, _name in Category.choices()}
    return int(text) if text in known else abort(404)


def digital(category: int | None) -> bool:
    """Codes and memberships start from other figures."""
    return category is not None and Category.get_by_id(category).kind == "digital"


@bp.get("")
@permission("settings")
def index() -> Any:
    return page(chosen(request.args.get("category", "")))


def page(category: int | None, status: int = 200, **sent: Any) -> Any:
    """`sent`: what came back with a fault (wrong, typed), or what stands because a colleague was faster (stands)."""
    key, values = key_of(category), team.team()
    general = anchors_from(values.get(ANCHORS) or {}) if category else {}
    body = render_template(
        "comparisons/anchors/index.html",
        criteria=list(ComparisonCriterion),
        lower=LOWER_IS_BETTER,
        inherited=default_anchors(digital(category)) | general,
        own=anchors_from(values.get(key) or {}),
        weights=weights_from(values.get(WEIGHTS) or {}) or DEFAULT_WEIGHTS,
        weights_changed=bool(values.get(WEIGHTS)),
        categories=Category.choices(),
        category=category,
        versions=versions("comparison."),
        key=key,
        history=lines(history(key, WEIGHTS)),
        sent=sent,
    )
    return body, status


@bp.post("")
@permission("settings")
def update() -> Any:
    """The anchors of all goods, or of one category. Those left empty are not kept."""
    category = chosen(request.form.get("category", ""))
    given = {name: text for name, text in request.form.items() if name.startswith(("bad-", "good-"))}
    data = pairs(given)
    try:
        scheme_for(None, anchors_from(data), sale_price=Decimal(1))
    except BadScheme as bad:
        return page(category, 422, wrong=bad.criterion, typed=given)
    return put(key_of(category), data or None, category, given)


def pairs(given: Mapping[str, str]) -> dict[str, dict[str, str]]:
    plain = {name: plain_number(text[:30]) for name, text in given.items()}
    sides = {
        str(one): {side: plain.get(f"{side}-{one}", "") for side in ("bad", "good")} for one in ComparisonCriterion
    }
    return {one: pair for one, pair in sides.items() if any(pair.values())}


@bp.post("/weights")
@permission("settings")
def weigh() -> Any:
    """The weights a comparison starts with."""
    category = chosen(request.form.get("category", ""))
    given = {str(one): request.form.get(f"weight-{one}", "") for one in ComparisonCriterion}
    plain = {one: plain_number(text[:10]) for one, text in given.items()}
    if "reset" in request.form:
        return put(WEIGHTS, None, category, {})
    wrong = [one for one, text in plain.items() if not (text.isdecimal() and int(text) <= HEAVIEST)]
    if wrong or not any(map(int, plain.values())):
        return page(category, 422, unweighed=wrong or [""], typed=given)
    return put(WEIGHTS, {one: str(int(text)) for one, text in plain.items()}, category, given)


def put(key: str, value: Any, category: int | None, given: Mapping[str, str]) -> Any:
    try:
        Setting.put(key, value, stamp(), seen=whole(request.form.get("version")) or 0)
    except Stale as stale:
        return page(category, 409, typed=given, overtaken=key, stands=told(key, stale.current.__data__["value"]))
    team.forget()
    flash(_("Saved"))
    return redirect(url_for(".index", category=category), 303)
