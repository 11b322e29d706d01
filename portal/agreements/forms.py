"""An agreement, what it says of each clause, and its papers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, HiddenField, RadioField, SelectField, ValidationError
from wtforms.validators import DataRequired, InputRequired
from wtforms.widgets import HiddenInput

from portal.agreements.rules.clauses import Clause, GivenClause, Written
from portal.core.forms.base import Checks, CreateForm, Day, EditForm, Line, LongText, whole
from portal.core.forms.files import SentFile
from portal.core.forms.noun import NounFields
from portal.core.forms.posted import EveryValueField, PostedForm
from portal.core.forms.rows import RowChoice
from portal.core.forms.values import value_field
from portal.core.rules.wording import Text
from portal.references.rules import cited

DATES = ("sent_on", "signed_on", "starts_on", "ends_on")
SAID = ("branded", "custom", "feed")
LONGEST_CLAUSE = 500


class Marks(EveryValueField):
    """By clause the mark of what the person saw written of it, each sent as "key.mark", also several in one field."""

    widget = HiddenInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        pairs = (text.partition(".") for sent in valuelist for text in sent.split())
        self.data = {key: mark for key, _dot, mark in pairs}

    def _value(self) -> str:
        return " ".join(f"{key}.{mark}" for key, mark in (self.data or {}).items())


class AgreementFields(NounFields):
    supplier = RowChoice(_l("Supplier"), [DataRequired()], coerce=whole, names="/suppliers/named")
    title = Line(_l("Title"), required=True)
    number = Line(_l("Number"), longest=80)
    goods = RadioField(_l("Goods"), [InputRequired()], default="physical")
    sent_on = Day(_l("Sent on"))
    signed_on = Day(_l("Signed on"))
    starts_on = Day(_l("In force from"))
    ends_on = Day(_l("Ends on"))
    branded = SelectField(_l("Goods of somebody else’s brand"), default="")
    custom = SelectField(_l("Goods made to our order"), default="")
    feed = SelectField(_l("A data link is in use or planned"), default="")
    note = LongText(_l("Note"))

    def validate_ends_on(self, field: Day) -> None:
        first = self["starts_on"].data or self["signed_on"].data  # type: ignore[index]
        if field.data and first and field.data < first:
            raise ValidationError(_l("It cannot end before it begins."))


class NewAgreementForm(AgreementFields, CreateForm):
    template = RowChoice(_l("Clauses from a template"), default="")

    def validate_template(self, field: SelectField) -> None:
        if field.data and self["signed_on"].data:
            raise ValidationError(
                _l("A template is for talks that begin. Of a signed agreement write what was signed.")
            )


class AgreementForm(AgreementFields, EditForm):
    read = Marks()  # of the clauses as they stood when the form was shown


class PaperForm(CreateForm):
    on = Day(_l("Day of the paper"), required=True)
    note = Line(_l("Note"), longest=200)
    file = SentFile(_l("File"))

    def validate_file(self, field: SentFile) -> None:
        if not field.data:
            raise ValidationError(_l("Choose a file."))


class TemplateForm(CreateForm):
    agreement = HiddenField()
    name = Line(_l("Name of the template"), required=True)


class CopyForm(PostedForm):
    source = HiddenField()


class RenewalForm(PostedForm):
    begun = RadioField(_l("Renewal begun"), [InputRequired()], choices=["yes", "no"])


class Numbers(Checks):
    """Numbers of references, each a box to tick; filled from the text an agreement keeps."""

    def process_data(self, value: Any) -> None:
        super().process_data(cited(value) if isinstance(value, str) else value)


def clause_field(clause: Clause, label: str, options: Iterable[tuple[str, str]]) -> Any:
    """`options`: keys and what they are called."""
    if clause.type == "reference":
        return Numbers(label)
    return value_field(clause.type, label, options, LONGEST_CLAUSE, LONGEST_CLAUSE, clause.unit)


class ClausesForm(PostedForm):
    """Fields for each clause: its value, a note, whether it does not apply, and whether it is still to be agreed."""

    clauses: tuple[Clause, ...] = ()
    seen = Marks()
    over = Marks()  # of a colleague's, read and set aside
    signed_on = Day(_l("Signed on"))  # as the page showed it

    @property
    def marks(self) -> dict[str, str]:
        return (self.seen.data or {}) | (self.over.data or {})

    @classmethod
    def about(cls, clauses: Iterable[Clause], say: Callable[[Text], str]) -> type[ClausesForm]:
        """The form for these clauses, its labels in the words of `say`."""
        asked, fields = tuple(clauses), {}
        for clause in asked:
            options = [(option.key, say(option.text)) for option in clause.options]
            fields[clause.key] = clause_field(clause, say(clause.title), options)
            fields[f"{clause.key}_note"] = Line(_l("Note"), longest=300)
            fields[f"{clause.key}_na"] = BooleanField(_l("Does not apply"))
            fields[f"{clause.key}_open"] = BooleanField(_l("Still to be agreed"))
        return type("ClausesForm", (cls,), {**fields, "clauses": asked})

    @classmethod
    def filled(cls, written: Written) -> ClausesForm:
        data: dict[str, Any] = {}
        for asked in cls.clauses:
            key, clause = asked.key, written.of(asked.key)
            data |= {key: clause.value, f"{key}_note": clause.note, f"{key}_na": clause.na, f"{key}_open": clause.open}
        return cls(None, data=data)

    def validate(self, extra_validators: Any = None) -> bool:
        fine = super().validate(extra_validators)
        faults = [clause.key for clause in self.clauses if not self.sensible(clause.key)]
        return fine and not faults

    def sensible(self, key: str) -> bool:
        """A clause that does not apply says why, and has no value."""
        clause = self.typed(key)
        if clause.na and not clause.note:
            self[f"{key}_note"].errors = [_l("Say why it does not apply.")]
        elif clause.na and clause.value is not None:
            self[f"{key}_note"].errors = [_l("Either a value, or “Does not apply”.")]
        return not clause.na or bool(clause.note and clause.value is None)

    def typed(self, key: str) -> GivenClause:
        value = self[key].data
        value = ", ".join(value) if isinstance(value, list) else value
        value, na = None if value == "" else value, self[f"{key}_na"].data
        undecided = self[f"{key}_open"].data and (na or value is not None)
        return GivenClause(value, na, self[f"{key}_note"].data or "", undecided)

    @property
    def written(self) -> dict[str, Any]:
        """As the row keeps them; empty where nothing is written."""
        return {clause.key: self.typed(clause.key).to_json() for clause in self.clauses}
