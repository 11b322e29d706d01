"""The team's limits and rhythms: one page, one save; each with its reason and the value the product came with."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for

from portal.core.models.change import Stale
from portal.settings.forms import PolicyForm
from portal.settings.models.settings import Setting, history
from portal.settings.pages.limits import (
    PolicyAnswer,
    codes,
    groups_of,
    limits_page,
    overtaken,
    policy_seen,
    saved_text,
    seen_versions,
    unreadable,
)
from portal.settings.pages.setting_words import lines
from portal.settings.rules.typed_policy import SentPolicy
from portal.settings.team import POLICY, forget, team
from portal.web.access import permission
from portal.web.clock import stamp

bp = Blueprint("policy", __name__, url_prefix="/settings/limits")


@bp.get("")
@permission("read")
def index() -> Any:
    return page(PolicyForm(None), PolicyAnswer())


def page(form: PolicyForm, answer: PolicyAnswer, status: int = 200) -> Any:
    values = limits_page(answer, request.args.getlist("open"), request.args.get("only") == "changed")
    return render_template("settings/policy/index.html", form=form, **values), status


@bp.get("/history")
@permission("read")
def past() -> Any:
    return render_template("settings/policy/history.html", history=lines(history(prefix=POLICY)))


@bp.post("")
@permission("settings")
def update() -> Any:
    """All that was changed, or nothing of it."""
    form, sent = PolicyForm(), SentPolicy(request.form)
    seen = seen_versions(sent, team().policy)
    changes = sent.changes(policy_seen(seen), codes())
    if not form.validate() or changes.faults:
        return page(form, unreadable(changes.faults, sent), 422)
    values = {POLICY + key: value for key, value in changes.values.items() if value != team().policy.kept(key)}
    try:
        Setting.put_all(values, seen, stamp(), form.why.data)
    except Stale:
        forget()
        return page(form, overtaken(sent, seen), 409)
    return saved(values)


def saved(values: dict[str, Any]) -> Any:
    forget()
    flash(saved_text(values))
    return redirect(url_for(".index", open=groups_of(values)), 303)
