"""Outside testers: how many are let in and for how long, and the one page they fill in."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import RadioField, SelectField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from portal.core.forms.base import Count, Line, LongText, whole
from portal.core.forms.files import SentFile
from portal.core.forms.posted import PostedForm

MOST_PEOPLE, MOST_DAYS = 20, 60
GRADES = [SelectChoice(str(mark), f"{mark} / 5") for mark in range(1, 6)]


class TesterLinkForm(PostedForm):
    batch = SelectField(_l("Batch"), [DataRequired()], coerce=whole)
    people = Count(_l("Testers"), least=1, most=MOST_PEOPLE, required=True, default=5)
    days = Count(_l("Valid for"), least=1, most=MOST_DAYS, required=True, default=14)


class FeedbackForm(PostedForm):
    code = Line(_l("Tester code"), longest=20, required=True)
    quality = RadioField(_l("Quality and finish"), [InputRequired()], choices=GRADES)
    use = RadioField(_l("Works well in use"), [InputRequired()], choices=GRADES)
    packing = RadioField(_l("Packing"), [InputRequired()], choices=GRADES)
    buys = RadioField(_l("Would you buy it?"), [InputRequired()])
    text = LongText(_l("What was not good?"), longest=2000)
    photo = SentFile(_l("Photo"))

    def validate_photo(self, field: SentFile) -> None:
        if field.data and not field.errors and not field.data.media_type.startswith("image/"):
            raise ValidationError(_l("Send a picture: PNG, JPEG or WebP."))

    @property
    def tester(self) -> str:
        """The code as it was given out, however it was typed."""
        return (self.code.data or "").replace(" ", "").replace("-", "").upper()

    @property
    def about(self) -> dict[str, Any]:
        marks = {name: int(self[name].data) for name in ("quality", "use", "packing")}
        return marks | {"buys": self.buys.data, "text": self.text.data or ""}
