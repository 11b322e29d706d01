"""Signing in and out, and the language of a visitor."""

from __future__ import annotations

import logging
from typing import Any

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from portal.accounts import passwords, sessions, throttle, tries
from portal.accounts.forms.auth import LoginForm
from portal.core.models.change import change
from portal.core.models.record import Stamp
from portal.core.models.users import User
from portal.web import errors, language, logs
from portal.web.access import permission
from portal.web.clock import now, stamp
from portal.web.cookies import put_cookie
from portal.web.local_url import local

bp = Blueprint("auth", __name__)
FEW = 5  # tries left from which the page counts them


@bp.route("/login", methods=["GET", "POST"])
@permission("public")
def login() -> Any:
    following = local(request.args.get("next"), url_for("home.index"))
    if current_user.is_authenticated:
        return redirect(following, 303)
    form = LoginForm()
    if not form.validate_on_submit():
        return render_template("accounts/auth/login.html", form=form), 422 if form.is_submitted() else 200
    name = throttle.folded(form.username.data)
    user = User.get_or_none(User.username == name)
    counted = tries.budgets(name, user)
    if wait := tries.take(counted, now()):
        logs.write("sign-in throttled", logging.WARNING, account=name)
        return errors.slow_down(wait)
    return admit(form, user, counted)


def admit(form: LoginForm, user: User | None, counted: dict[str, str]) -> Any:
    known = passwords.matches(user.password if user else None, form.password.data)
    if user is None or not known or user.disabled_at is not None:
        logs.write("sign-in refused", logging.WARNING, account=throttle.folded(form.username.data))
        form.password.errors = [wrong(tries.left(counted, now()))]
        return render_template("accounts/auth/login.html", form=form), 422
    if passwords.outdated(user.password):
        user.set_password(passwords.hashed(form.password.data), Stamp(user.id, now()))
    with change(Stamp(user.id, now())) as log:
        tries.forgive(counted)
        log("session.begin", user)
    return sessions.sign_in(
        user, redirect(local(request.args.get("next"), url_for("home.index")), 303), form.trusted.data
    )


def wrong(left: int) -> str:
    """The same for a name nobody has."""
    if left > FEW:
        return _("The name or the password is wrong.")
    if left < 1:
        return _("The name or the password is wrong. Wait a few minutes before you try again.")
    return ngettext(
        "The name or the password is wrong. %(num)d more try, then you have to wait.",
        "The name or the password is wrong. %(num)d more tries, then you have to wait.",
        left,
    )


@bp.post("/logout")
@permission("own")
def logout() -> Any:
    with change(stamp()) as log:
        log("session.end", current_user.row)
    return sessions.sign_out(make_response(redirect(url_for("auth.login"), 303)))


@bp.post("/language")
@permission("public")
def speak() -> Any:
    """The wanted language; kept in a cookie, and with the person once signed in."""
    wanted = request.form.get("language")
    if wanted not in language.LANGUAGES:
        abort(400)
    if current_user.is_authenticated:
        current_user.row.prefer(wanted, current_user.theme)
    return put_cookie(redirect(local(request.form.get("next"), url_for("home.index")), 303), language.COOKIE, wanted)
