"""Signing in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, PasswordField
from wtforms.validators import InputRequired, Length

from portal.core.forms.base import Line
from portal.core.forms.posted import PostedForm


class LoginForm(PostedForm):
    username = Line(_l("Name or e-mail address"), longest=120, required=True)
    # A password is taken exactly as typed: nothing is trimmed or folded.
    password = PasswordField(_l("Password"), [InputRequired(), Length(max=256)])
    trusted = BooleanField(_l("Stay signed in on this device for 30 days"))
