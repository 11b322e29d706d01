"""The page of one colleague: five small forms, one of which may have come back with a fault."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms.fields.choices import SelectChoice

from portal.accounts.forms.people import DisableForm, NameForm, ResetForm, RoleForm
from portal.accounts.tries import WrongTries, wrong_tries
from portal.core.forms.base import NO_CHOICE
from portal.core.models.users import Session, User
from portal.handover.models.leaving import Belongings, belongings
from portal.web.clock import now
from portal.web.words import choices


def person_form(form: Any, person: User) -> Any:
    """A form of this page with its choices: the roles, or the colleagues who may take over."""
    if "role" in form:
        form.role.choices = choices("account_role")
    if "heir" in form:
        form.heir.choices = [
            NO_CHOICE,
            *(SelectChoice(str(key), name) for key, name in User.active() if key != person.id),
        ]
    return form


def person_page(person: Any, status: int = 200, link: str = "", last_admin: bool = False, **sent: Any) -> Any:
    """`sent`: the form that came back, by its name; under `stale` the one a colleague overtook."""
    sessions = Session.select().where(Session.user == person).count()
    body = render_template(
        "accounts/people/show.html",
        person=person,
        role=sent.get("role") or person_form(RoleForm(None, obj=person), person),
        name=sent.get("name") or NameForm(None, obj=person),
        leave=sent.get("leave") or person_form(DisableForm(None), person),
        reset=sent.get("reset") or ResetForm(None),
        stale=sent.get("stale"),
        theirs=belonging_counts(belongings(person.id)),
        sessions_text=ngettext("End %(num)d session", "End %(num)d sessions", sessions) if sessions else "",
        tries=tries_text(wrong_tries(person, now())),
        link=link,
        about=_("Reset link for %(name)s, works once within an hour", name=person.name),
        last_admin=last_admin,
    )
    return body, status


def tries_text(tries: WrongTries) -> str:
    if not tries.number:
        return ""
    return ngettext(
        "%(num)d try with a wrong password in the last day, from %(places)s browsers or addresses.",
        "%(num)d tries with a wrong password in the last day, from %(places)s browsers or addresses.",
        tries.number,
        places=tries.places,
    )


def belonging_counts(theirs: Belongings) -> list[tuple[str, int]]:
    return [
        (_("Suppliers"), theirs.suppliers),
        (_("Samples"), theirs.samples),
        (_("Sample tests"), theirs.tests),
        (_("Sealed samples"), theirs.references),
        (_("Checklist items"), theirs.items),
        (_("Actions"), theirs.actions),
    ]
