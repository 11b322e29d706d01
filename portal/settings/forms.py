"""What a team sets for itself: categories, rates, businesses, limits."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, RadioField, SelectField, ValidationError
from wtforms.validators import InputRequired

from portal.core.forms.base import Amount, Checks, CreateForm, Day, EditForm, Line, LongText, whole
from portal.core.forms.currencies import CurrencyField
from portal.core.forms.noun import NounFields
from portal.core.forms.posted import PostedForm
from portal.core.forms.rows import RowChoice


class CategoryFields(NounFields):
    name = Line(_l("Name"), longest=80, required=True)
    kind = RadioField(_l("Goods"), [InputRequired()], default="physical")
    permit = Line(_l("Permit a seller needs"))
    powered = BooleanField(_l("Runs on electricity"))
    worn_or_eaten = BooleanField(_l("Worn, eaten or put on the skin"))
    colour_matters = BooleanField(_l("Colour matters"))
    banned = BooleanField(_l("Banned: nobody here buys this"))
    banned_reason = LongText(_l("Why it is banned"), longest=500)
    note = LongText(_l("Note"))

    def validate_banned(self, field: BooleanField) -> None:
        if field.data and not self["banned_reason"].data:  # type: ignore[index]
            raise ValidationError(_l("Say why: the reason is shown where it blocks a supplier."))

    @property
    def flags(self) -> tuple[BooleanField, ...]:
        return self.powered, self.worn_or_eaten, self.colour_matters


class NewCategoryForm(CategoryFields, CreateForm):
    pass


class CategoryForm(CategoryFields, EditForm):
    pass


class RateForm(PostedForm):
    base = CurrencyField(_l("1 unit of"))
    value = Amount(_l("is"), least=None, required=True)
    quote = CurrencyField(_l("of"))
    on = Day(_l("On"), required=True)
    note = Line(_l("Source"))

    def validate_value(self, field: Amount) -> None:
        if field.data is None or field.data <= 0:
            raise ValidationError(_l("A rate is more than 0."))

    def validate_quote(self, field: SelectField) -> None:
        if field.data == self.base.data:
            raise ValidationError(_l("Two different currencies."))


class RateEditForm(EditForm):
    value = Amount(_l("Rate"), least=None, required=True)
    note = Line(_l("Source"))

    def validate_value(self, field: Amount) -> None:
        if field.data is None or field.data <= 0:
            raise ValidationError(_l("A rate is more than 0."))


class NewBusinessForm(CreateForm):
    name = Line(_l("Name"), longest=80, required=True)
    stage = RadioField(_l("Which stage is it in?"), [InputRequired()], default="startup")


class BusinessForm(EditForm):
    name = Line(_l("Name"), longest=80, required=True)
    archived = BooleanField(_l("Archived"))
    categories = Checks(_l("Main categories"), coerce=whole)


class TeamSettingsForm(PostedForm):
    team = Line(_l("Team"), longest=80, required=True)
    time_zone = RowChoice(_l("Time zone"))
    currency = CurrencyField(_l("Currency"))


class PolicyForm(PostedForm):
    """Of the limits only why they were changed; the figures are read by `rules/typed_policy`."""

    why = Line(_l("Why it is changed (can be left out)"), longest=200)
