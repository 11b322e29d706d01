"""A person at a supplier."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import SelectField

from portal.core.forms.base import CreateForm, EditForm, Line, LongText, RowForm, row_key
from portal.core.forms.noun import NounFields


class ContactFields(NounFields):
    name = Line(_l("Name"), longest=80, required=True)
    position = Line(_l("Position"), longest=80)
    phone = Line(_l("Phone"), longest=60)
    mail = Line(_l("Mail"), longest=160)
    chat = Line(_l("Chat account"), longest=80)
    note = LongText(_l("Note"))


class ContactRow(ContactFields, RowForm):
    supplier = SelectField(_l("Supplier"), coerce=row_key, validate_choice=False)


class NewContactForm(ContactFields, CreateForm):
    pass


class ContactForm(ContactFields, EditForm):
    pass
