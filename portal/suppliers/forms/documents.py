"""A paper of a supplier and its scan."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import ValidationError
from wtforms.validators import InputRequired

from portal.core.forms.base import CreateForm, Day, EditForm, Line, LongText
from portal.core.forms.files import SentFile
from portal.core.forms.noun import NounFields
from portal.core.forms.rows import RowChoice
from portal.suppliers.forms.suppliers import row_key


class DocumentFields(NounFields):
    elsewhere = ("file",)
    kind = RowChoice(_l("Kind of document"), [InputRequired()])
    number = Line(_l("Number"), longest=80)
    holder = Line(_l("Name on the document"), longest=160)
    category = RowChoice(_l("For the category"), coerce=row_key)
    issued_on = Day(_l("Issued on"))
    expires_on = Day(_l("Valid until"))
    note = LongText(_l("Note"))
    file = SentFile(_l("Scan or photo"))

    def validate_expires_on(self, field: Any) -> None:
        issued = self["issued_on"].data  # type: ignore[index]
        if field.data and issued and field.data < issued:
            raise ValidationError(_l("It cannot end before it was issued."))


class NewDocumentForm(DocumentFields, CreateForm):
    pass


class DocumentForm(DocumentFields, EditForm):
    pass
