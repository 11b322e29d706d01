"""One's own account: name, language, appearance, password, sessions."""

from __future__ import annotations

from functools import partial
from typing import Any

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from portal.accounts import passwords
from portal.accounts.forms.people import PasswordForm, ProfileForm
from portal.accounts.models import rename
from portal.accounts.pages.password_checks import acceptable, proven
from portal.core.models.change import change
from portal.core.models.users import Session, User
from portal.database import get_or_404
from portal.web.access import permission
from portal.web.clock import stamp
from portal.web.conflicts import refusal
from portal.web.language import LANGUAGES
from portal.web.words import choices

bp = Blueprint("profile", __name__, url_prefix="/profile")


def with_choices(form: ProfileForm) -> ProfileForm:
    spoken = [SelectChoice(code, name) for code, name in LANGUAGES.items()]
    form.language.choices = [SelectChoice("", _("As the browser")), *spoken]
    form.theme.choices = choices("theme")
    return form


def page(form: ProfileForm, password: PasswordForm, status: int = 200, stale: Any = None) -> Any:
    mine = list(Session.select().where(Session.user == current_user.id).order_by(Session.seen_at.desc(), Session.id))
    body = render_template(
        "accounts/profile/index.html", form=with_choices(form), password=password, sessions=mine, stale=stale
    )
    return body, status


@bp.get("")
@permission("own")
def index() -> Any:
    return page(about(current_user.row), PasswordForm(None))


def about(person: User) -> ProfileForm:
    return ProfileForm(None, obj=person, language=person.language or "", theme=person.theme or "")


@bp.post("")
@permission("own")
def update() -> Any:
    form = with_choices(ProfileForm())
    if refused := refusal(form, lambda: save(current_user.row, form), partial(page, form, PasswordForm(None))):
        return refused
    flash(_("Saved"))
    return redirect(url_for(".index"), 303)


def save(person: User, form: ProfileForm) -> None:
    with change(stamp()):
        if form.name.data != person.name:
            rename(person, form.name.data, form.seen, stamp())
        person.prefer(form.language.data or None, form.theme.data or None)


@bp.post("/password")
@permission("own")
def password() -> Any:
    person, form = current_user.row, PasswordForm()
    fine = form.validate() and proven(form.old) and acceptable(form.password, person.name, person.username)
    if not fine:
        return page(about(person), form, 422)
    keep = Session.get_by_id(current_user.session_id)
    person.set_password(passwords.hashed(form.password.data), stamp(), keep=keep)
    flash(_("Password changed; every other session of yours has ended"))
    return redirect(url_for(".index"), 303)


@bp.post("/sessions/<id:id>/end")
@permission("own")
def end(id: int) -> Any:
    session: Any = get_or_404(Session.select().where(Session.user == current_user.id), id)
    with change(stamp()) as log:
        session.delete_instance()
        log("session.end", current_user.row)
    flash(_("Session ended"))
    return redirect(url_for(".index"), 303)
