"""How comparisons are scored: the weights a team starts from, and the figures that count as 0 and as full marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from portal.anchors.pages import SentAnchors, anchors_page, key_of
from portal.comparisons.rules.criteria import (
    ANCHORED,
    BadScheme,
    ComparisonCriterion,
    anchors_from,
    scheme_for,
)
from portal.core.forms.base import whole
from portal.core.models.change import Stale
from portal.core.rules.text import plain_number
from portal.settings import team
from portal.settings.models.categories import Category
from portal.settings.models.settings import Setting
from portal.settings.pages.setting_words import WEIGHTS, value_text
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.list_filters import FilterDoubt, by_value

bp = Blueprint("anchors", __name__, url_prefix="/settings/comparison")
HEAVIEST = 100


def chosen(text: str) -> int | None:
    """The category of the address or form; 404 for one there is not."""
    if not text:
        return None
    known = {str(key) for key, _name in Category.choices()}
    return int(text) if text in known else abort(404)


@bp.get("")
@permission("read")
def index() -> Any:
    asked, doubts = by_value(request.args.to_dict(), category=Category.choices)
    return page(chosen(asked.get("category", "")), doubts=doubts)


def page(category: int | None, status: int = 200, doubts: Sequence[FilterDoubt] = (), **sent: Any) -> Any:
    return render_template("anchors/index.html", **anchors_page(category, SentAnchors(**sent), doubts)), status


@bp.post("")
@permission("settings")
def update() -> Any:
    """The anchors of all goods, or of one category. Those left empty are not kept."""
    category = chosen(request.form.get("category", ""))
    typed = {name: text for name, text in request.form.items() if name.startswith(("bad-", "good-"))}
    data = pairs(typed)
    try:
        scheme_for(None, anchors_from(data))
    except BadScheme as bad:
        return page(category, 422, wrong=bad.criterion, typed=typed)
    return put(key_of(category), data or None, category, typed)


def pairs(typed: Mapping[str, str]) -> dict[str, dict[str, str]]:
    plain = {name: plain_number(text[:30]) for name, text in typed.items()}
    sides = {str(code): {side: plain.get(f"{side}-{code}", "") for side in ("bad", "good")} for code in ANCHORED}
    return {code: pair for code, pair in sides.items() if any(pair.values())}


@bp.post("/weights")
@permission("settings")
def weigh() -> Any:
    """The weights a comparison starts with."""
    category = chosen(request.form.get("category", ""))
    typed = {str(code): request.form.get(f"weight-{code}", "") for code in ComparisonCriterion}
    plain = {code: plain_number(text[:10]) for code, text in typed.items()}
    if "reset" in request.form:
        return put(WEIGHTS, None, category, {})
    wrong = [code for code, text in plain.items() if not (text.isdecimal() and int(text) <= HEAVIEST)]
    if wrong or not any(map(int, plain.values())):
        return page(category, 422, unweighed=wrong or [""], typed=typed)
    return put(WEIGHTS, {code: str(int(text)) for code, text in plain.items()}, category, typed)


def put(key: str, value: Any, category: int | None, typed: Mapping[str, str]) -> Any:
    try:
        Setting.put(key, value, stamp(), seen=whole(request.form.get("version")) or 0)
    except Stale as stale:
        return page(category, 409, typed=typed, overtaken=key, stands=value_text(key, stale.current.__data__["value"]))
    team.forget()
    flash(_("Saved"))
    return redirect(url_for(".index", category=category), 303)
