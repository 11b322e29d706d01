"""A new password by a link an administrator made."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for

from portal.accounts import passwords, sessions, tries
from portal.accounts.forms.people import NewPasswordForm
from portal.accounts.models import Taken, renew
from portal.accounts.pages.password_checks import acceptable
from portal.core.models.record import Stamp
from portal.core.models.users import AccessLink
from portal.web.access import permission
from portal.web.clock import now

bp = Blueprint("resets", __name__, url_prefix="/resets")


def link_or_404(token: str) -> Any:
    link: Any = AccessLink.open_for("reset", token, now())
    if link is None or link.user.disabled_at is not None:
        abort(404)
    return link


@bp.get("/<token>")
@permission("public")
def show(token: str) -> Any:
    return render_template("accounts/resets/show.html", form=NewPasswordForm(), token=token, link=link_or_404(token))


@bp.post("/<token>")
@permission("public")
def accept(token: str) -> Any:
    link, form = link_or_404(token), NewPasswordForm()
    if not (form.validate() and acceptable(form.password, link.user.name, link.user.username)):
        return render_template("accounts/resets/show.html", form=form, token=token, link=link), 422
    try:
        user = renew(link, passwords.hashed(form.password.data), Stamp(link.user.id, now()))
    except Taken:
        abort(404)
    tries.clear(user, Stamp(user.id, now()))
    return sessions.sign_in(user, redirect(url_for("home.index"), 303))
