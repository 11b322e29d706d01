"""Accounts: joining, roles, passwords."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import PasswordField, RadioField, ValidationError
from wtforms.validators import InputRequired, Length

from portal.core.forms.base import EditForm, Line, whole
from portal.core.forms.currencies import CurrencyField
from portal.core.forms.posted import PostedForm
from portal.core.forms.rows import RowChoice

REFUSED = {
    "short": _l("At least 10 characters; 15 are better."),
    "long": _l("At most 256 characters."),
    "common": _l("This password is on every attacker’s list. Choose another."),
    "context": _l("A password must not hold your name, the team’s or the product’s."),
}


class Password(PasswordField):
    """Taken exactly as typed: nothing is trimmed or folded."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, [InputRequired(), Length(max=1000)], **kwargs)


class AccountForm(PostedForm):
    name = Line(_l("Your name"), longest=80, required=True)
    username = Line(_l("Sign-in name"), required=True)
    password = Password(_l("Password"))

    def validate_username(self, field: Line) -> None:
        if len(field.data) < 2 or any(c.isspace() for c in field.data):
            raise ValidationError(_l("Two characters or more, without spaces; a short name or a mail address."))


class NewPasswordForm(PostedForm):
    password = Password(_l("New password"))


class PasswordForm(PostedForm):
    old = Password(_l("Password now"))
    password = Password(_l("New password"))


class InvitationForm(PostedForm):
    name = Line(_l("Name"), longest=80, required=True)
    role = RadioField(_l("Role"), [InputRequired()], default="buyer")
    proof = Password(_l("Your own password"))


class ResetForm(PostedForm):
    proof = Password(_l("Your own password"))


class RoleForm(EditForm):
    role = RadioField(_l("Role"), [InputRequired()])
    proof = Password(_l("Your own password"))


class NameForm(EditForm):
    name = Line(_l("Name"), longest=80, required=True)


class DisableForm(EditForm):
    heir = RowChoice(_l("Who takes over"), [InputRequired()], coerce=whole)
    proof = Password(_l("Your own password"))


class TeamForm(PostedForm):
    team = Line(_l("Team"), longest=80, required=True)
    time_zone = RowChoice(_l("Time zone"))
    currency = CurrencyField(_l("Currency"))
    business = Line(_l("First business (a shop or line of business)"), longest=80, required=True)
    stage = RadioField(_l("Which stage is it in?"), [InputRequired()], default="startup")


class ProfileForm(EditForm):
    name = Line(_l("Your name"), longest=80, required=True)
    language = RadioField(_l("Language"), default="")
    theme = RadioField(_l("Appearance"), default="")
