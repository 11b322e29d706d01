"""A review, a moved date, a rhythm."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Form as PlainForm
from wtforms import FormField, RadioField, SelectField, ValidationError
from wtforms.fields.choices import Choice, SelectChoice
from wtforms.validators import InputRequired, Optional

from portal.core.forms.base import NO_CHOICE, Count, Day, EditForm, Line, LongText, Rows, row_key, whole
from portal.core.forms.posted import PostedForm
from portal.core.forms.rows import RowChoice
from portal.reviews.rules.outcomes import HIGHEST, LOWEST, ReviewOutcome

GRADES = [str(n) for n in range(LOWEST, HIGHEST + 1)]


class GradeField(RadioField):
    """1 to 5, or left alone: not judged."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        super().__init__(label, [Optional()], choices=GRADES, coerce=whole, **kwargs)

    def pre_validate(self, form: Any) -> None:
        if self.data is not None and not LOWEST <= self.data <= HIGHEST:
            raise ValidationError(self.gettext("Not a valid choice."))

    def iter_choices(self) -> Any:
        for grade in GRADES:
            yield Choice(grade, grade, str(self.data) == grade, {})


class ActionForm(PlainForm):
    text = Line(_l("What is to be done"), longest=300)
    owner = RowChoice(_l("Who does it"), coerce=row_key)
    due_on = Day(_l("By"))


class ReviewForm(EditForm):
    done_on = Day(_l("Day of the review"), required=True)
    outcome = RadioField(_l("Outcome"), [InputRequired()], choices=list(ReviewOutcome))
    quality = GradeField(_l("Quality"))
    delivery = GradeField(_l("Delivery"))
    price = GradeField(_l("Price"))
    service = GradeField(_l("Service"))
    findings = LongText(_l("Findings"))
    actions = Rows(FormField(ActionForm), min_entries=3, max_entries=10)

    def offer(self, people: list[SelectChoice], outcomes: list[SelectChoice]) -> ReviewForm:
        """What can be chosen."""
        self.outcome.choices = outcomes
        for entry in self.actions:
            entry.form.owner.choices = [NO_CHOICE, *people]
        return self


class ReviewMoveForm(EditForm):
    to_day = Day(_l("New date"), required=True)
    reason = LongText(_l("Reason"), longest=500, required=True)


class PlanForm(EditForm):
    every_months = Count(_l("Every so many months"), least=1, most=36, required=True)


class FirstReviewForm(PostedForm):
    """A supplier on the calendar: from which day on, and how often."""

    today: date

    supplier = RowChoice(_l("Supplier"), [InputRequired()], coerce=row_key, names="/suppliers/named")
    first_on = Day(_l("First review on"), required=True)
    rhythm = SelectField(_l("How often"), [InputRequired()])

    def offer(self, today: date, suppliers: list[SelectChoice], rhythms: list[SelectChoice]) -> FirstReviewForm:
        """What can be chosen, and the day before which no review can be planned any more."""
        self.today = today
        self.supplier.choices, self.rhythm.choices = [NO_CHOICE, *suppliers], rhythms
        return self

    def validate_first_on(self, field: Day) -> None:
        if field.data is not None and field.data < self.today:
            raise ValidationError(_l("This day has passed: plan the first review for today or a later day."))
