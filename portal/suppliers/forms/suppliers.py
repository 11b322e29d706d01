"""A supplier, and a move through the pipeline."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from babel import Locale
from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired

from portal.core.forms.base import Checks, Count, CreateForm, EditForm, Line, Link, LongText, RowForm, row_key
from portal.core.forms.noun import NounFields
from portal.core.forms.rows import RowChoice
from portal.core.rules.text import clean
from portal.suppliers.rules.standing import LONGEST_TAG, MOST_TAGS


class Tags(StringField):
    """Words separated by commas, Chinese or English."""

    def _value(self) -> str:
        return ", ".join(self.data or [])

    def process_formdata(self, valuelist: list[str]) -> None:
        words = re.split(r"[,，、;；\n]", clean(valuelist[0]).replace("\x00", "")) if valuelist else []
        self.data = sorted({word.strip() for word in words if word.strip()})
        if len(self.data) > MOST_TAGS or any(len(tag) > LONGEST_TAG for tag in self.data):
            limits = {"most": MOST_TAGS, "longest": LONGEST_TAG}
            raise ValueError(str(_l("At most %(most)s tags of up to %(longest)s characters.", **limits)))


def country_code(text: str) -> str:
    """ISO 3166 letters of a country by its letters or its name in one of our languages; empty when there is none."""
    return countries().get(text.casefold(), "")


@cache
def countries() -> dict[str, str]:
    """The letters of each country by themselves and by its names; the first that bears a name has it."""
    letters: dict[str, str] = {}
    for language in ("zh", "en"):
        for code, name in Locale(language).territories.items():
            if len(code) == 2:
                letters.setdefault(code.casefold(), str(code))
                letters.setdefault(name.casefold(), str(code))
    return letters


class Country(Line):
    """Two letters of ISO 3166, or nothing; a name in either language is understood."""

    def process_formdata(self, valuelist: list[str]) -> None:
        super().process_formdata(valuelist)
        self.data = country_code(self.data) or self.data

    def pre_validate(self, form: Any) -> None:
        if self.data and not country_code(self.data):
            raise ValidationError(_l("No such country. Enter its name, or its two letters, for example CN."))


class SupplierFields(NounFields):
    elsewhere = ("categories", "tags")
    name = Line(_l("Name"), required=True)
    legal_name = Line(_l("Legal name"), longest=160)
    kind = RadioField(_l("Kind of supplier"), [InputRequired()], validate_choice=True)
    goods = RadioField(_l("Goods"), [InputRequired()], default="physical")
    country = Country(_l("Country"), longest=60)
    place = Line(_l("Place"))
    since_year = Count(_l("In business since (year)"), least=1800, most=2100)
    since_month = Count(_l("Month"), least=1, most=12)
    company_code = Line(_l("Company code"), longest=40)
    website = Link(_l("Website"))
    categories = Checks(_l("Categories"), coerce=row_key)
    tier = SelectField(_l("Tier"), default="")
    owner = RowChoice(_l("Owner"), coerce=row_key)
    tags = Tags(_l("Tags"))
    note = LongText(_l("Note"))

    @property
    def related(self) -> dict[str, Any]:
        return {"categories": self["categories"].data or [], "tags": self["tags"].data or []}  # type: ignore[index]


class NewSupplierForm(SupplierFields, CreateForm):
    different = HiddenField()  # ids of the look-alikes the person has seen and says it is none of them


class SupplierForm(SupplierFields, EditForm):
    pass


class SupplierRow(SupplierFields, RowForm):
    pass


class StatusMoveForm(EditForm):
    to = RadioField(_l("New status"), [InputRequired()])
    reason = LongText(_l("Reason"), longest=500)
