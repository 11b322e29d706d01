"""The page of all colleagues: who is in the team, who is invited, and the link just made."""

from __future__ import annotations

from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from portal.accounts.forms.people import InvitationForm
from portal.accounts.models import open_invitations, people
from portal.accounts.pages.setup_steps import COLLEAGUES, setup_steps
from portal.web.clock import now
from portal.web.words import choices


def people_page(form: InvitationForm, status: int = 200, link: str = "") -> Any:
    """`link`: of the invitation that was just made; the form is then empty for the next one."""
    form.role.choices = choices("account_role")
    name = form.name.data or ""
    body = render_template(
        "accounts/people/index.html",
        people=people(),
        invitations=open_invitations(now()),
        form=form,
        link=link,
        about=_("Invitation for %(name)s, works once within 72 hours", name=name),
        next_name="" if link else name,
        first="first" in request.args,
        steps=setup_steps(COLLEAGUES),
    )
    return body, status
