"""A colleague joins by a link that works once."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for
from flask_babel import gettext as _
from peewee import IntegrityError

from portal.accounts import passwords, sessions, throttle
from portal.accounts.forms.people import AccountForm
from portal.accounts.models import Taken, join
from portal.accounts.pages.password_checks import acceptable
from portal.core.models.record import Stamp
from portal.core.models.users import AccessLink
from portal.web.access import permission
from portal.web.clock import now
from portal.web.language import choose

bp = Blueprint("invitations", __name__, url_prefix="/invitations")


def link_or_404(token: str) -> AccessLink:
    """Wrong, used, ended and revoked look alike."""
    return AccessLink.open_for("invite", token, now()) or abort(404)


@bp.get("/<token>")
@permission("public")
def show(token: str) -> Any:
    link = link_or_404(token)
    return page(link, AccountForm(name=link.name), token)


def page(link: AccessLink, form: AccountForm, token: str, status: int = 200) -> Any:
    return render_template("accounts/invitations/show.html", form=form, token=token, role=link.role), status


@bp.post("/<token>")
@permission("public")
def accept(token: str) -> Any:
    link, form = link_or_404(token), AccountForm()
    fine = form.validate() and acceptable(form.password, form.name.data, form.username.data)
    if not fine:
        return page(link, form, token, 422)
    secret = passwords.hashed(form.password.data)
    name = throttle.folded(form.username.data)
    try:
        user = join(link, str(link.role), form.name.data, name, secret, choose(), Stamp(None, now()))
    except Taken:
        abort(404)
    except IntegrityError:
        form.username.errors = [_("This sign-in name is taken.")]
        return page(link, form, token, 422)
    return sessions.sign_in(user, redirect(url_for("home.index"), 303))
