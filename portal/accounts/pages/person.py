"""The page of one colleague: five small forms, one of which may have come back with a fault."""

from __future__ import annotations

from typing import Any

from flask import render_template
from wtforms.fields.choices import SelectChoice

from portal.accounts.forms.people import DisableForm, NameForm, ResetForm, RoleForm
from portal.core.models.users import Session, User
from portal.handover.models.leaving import belongings
from portal.web.words import choices

NOBODY = SelectChoice("", "—")


def offered(form: Any, person: User) -> Any:
    if "role" in form:
        form.role.choices = choices("account_role")
    if "heir" in form:
        form.heir.choices = [
            NOBODY,
            *(SelectChoice(str(key), name) for key, name in User.active() if key != person.id),
        ]
    return form


def page(person: Any, status: int = 200, link: str = "", last_admin: bool = False, **sent: Any) -> Any:
    """`sent`: the form that came back, by its name; under `stale` the one a colleague overtook."""
    body = render_template(
        "accounts/people/show.html",
        person=person,
        role=sent.get("role") or offered(RoleForm(None, obj=person), person),
        name=sent.get("name") or NameForm(None, obj=person),
        leave=sent.get("leave") or offered(DisableForm(None), person),
        reset=sent.get("reset") or ResetForm(None),
        stale=sent.get("stale"),
        theirs=belongings(person.id),
        sessions=Session.select().where(Session.user == person).count(),
        link=link,
        last_admin=last_admin,
    )
    return body, status
