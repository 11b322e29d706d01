"""The page of a sample, which several rooms answer with."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from flask import abort, render_template
from flask_babel import gettext as _
from flask_login import current_user
from wtforms.fields.choices import SelectChoice

from portal.codes.queries import summary
from portal.codes.rules import DAYS
from portal.core.models.attachments import Attachment
from portal.core.models.users import User
from portal.core.rules.freeze import freeze
from portal.database import get_or_404
from portal.feedback.forms import TesterLinkForm
from portal.feedback.models import outside, together
from portal.references.models import Sealed
from portal.references.queries import of_sample
from portal.samples.forms.samples import BatchForm, ReopenForm, TesterForm, VerdictForm, VerdictSignForm
from portal.samples.models.samples import Batch, Closed
from portal.samples.models.verdicts import Shown, history, offer_of, signers
from portal.samples.pages.rivals import beside
from portal.samples.pages.table import names, table
from portal.samples.queries.page import found, test_of
from portal.samples.queries.rivals import rivals, tests_of
from portal.samples.rules.sample_tests import POLICY, SampleTest, TesterLine
from portal.settings.team import team
from portal.web import errors
from portal.web.clock import now, today
from portal.web.filters import listed
from portal.web.uploads import ACCEPT
from portal.web.words import choices


def here(id: int) -> Any:
    return found(id) or abort(404)


def batch_of(id: int, batch: int) -> Any:
    return get_or_404(Batch.select().where(Batch.sample == here(id), Batch.deleted_at.is_null()), batch)


def as_it_stands(sample: Any) -> SampleTest:
    policy = team().policy
    return test_of(sample, {key: Decimal(policy.value(key)) for key in POLICY})


def frozen(test: SampleTest) -> Shown:
    shown: Shown = freeze(test.facts)
    return shown


def closed(error: Closed) -> Any:
    return errors.page(
        423, _("The verdict is signed"), _("An administrator can open the test again; then it can change.")
    )


def sealed(error: Sealed) -> Any:
    text = _(
        "%(numbers)s was made of it. Delete that first, if it is not needed any more.", numbers=listed(error.numbers)
    )
    return errors.page(409, _("A sealed batch stays"), text)


def invite_form(test: SampleTest, sent: TesterLinkForm | None) -> TesterLinkForm:
    form = sent or TesterLinkForm(None)
    form.batch.choices = [SelectChoice(str(one.key), one.number) for one in test.facts.batches]
    return form


def people() -> list[SelectChoice]:
    return [SelectChoice(str(key), name) for key, name in User.active()]


def shown(sample: Any, status: int = 200, conflict: bool = False, **forms: Any) -> Any:
    """The page, with any of its forms as a person sent it."""
    test = as_it_stands(sample)
    verdict = forms.get("verdict") or VerdictForm(None, verdict=test.proposal.outcome)
    verdict.verdict.choices = choices("verdict")
    tester = forms.get("tester") or TesterForm(None)
    tester.user.choices = people()
    invitations, answers = outside(sample.id)
    compared = rivals(sample.id)
    others = [one.other_id for one in compared if one.other_id is not None]
    found_tests = tests_of(others, test.facts.policy)
    tests = [found_tests[key] for key in others]
    body = render_template(
        "samples/show.html",
        s=sample,
        t=test,
        lines=table(test),
        names=names,
        offer=offer_of(sample.id, sample.round),
        signers=signers(sample.id, sample.round),
        history=history(sample.id),
        invitations=invitations,
        answers=answers,
        told=together(answers),
        rivals=compared,
        beside=beside(test, tests) if tests else [],
        references=of_sample(sample.id),
        codes=summary(sample, today()),
        code_days=DAYS,
        files=Attachment.of("sample", [sample.id]).get(sample.id, []),
        accepts=ACCEPT,
        editable=current_user.may("write") and sample.verdict is None,
        overdue=overdue(sample, today()),
        late=late_testers(sample, test, today()),
        conflict=conflict,
        batch=forms.get("batch") or BatchForm(None),
        tester=tester,
        invite=invite_form(test, forms.get("invite")),
        now=now(),
        verdict=verdict,
        sign=forms.get("sign") or VerdictSignForm(None),
        reopen=forms.get("reopen") or ReopenForm(None),
        fault=forms.get("fault", ""),
    )
    return body, status


def overdue(sample: Any, today: date) -> bool:
    """Promised, not here, and not decided."""
    waits = sample.verdict is None and sample.received_on is None
    return waits and sample.promised_on is not None and sample.promised_on < today


def late_testers(sample: Any, test: SampleTest, today: date) -> list[TesterLine]:
    return [one for one in test.facts.testers if sample.verdict is None and one.late(today)]
