"""The page of a sample, which several rooms answer with."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from flask import abort, render_template, url_for
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
from portal.feedback.pages import invitations
from portal.feedback.pages import summary as answers_summary
from portal.references.models import Sealed
from portal.references.pages.list import rows as reference_rows
from portal.references.queries import of_sample
from portal.samples.forms import BatchForm, ReopenForm, TesterForm, VerdictForm, VerdictSignForm
from portal.samples.models.samples import Batch, Closed
from portal.samples.models.verdicts import FrozenFacts, history, offer_of, signers
from portal.samples.pages.codes import code_rows
from portal.samples.pages.progress import alerts, head_tag, testers
from portal.samples.pages.rivals import beside, rival_rows
from portal.samples.pages.table import agreement_text, grouped, photos, proofs, results_title, table
from portal.samples.pages.verdict import events, proposal_text
from portal.samples.queries.page import find, test_of
from portal.samples.queries.rivals import rivals, tests_of
from portal.samples.rules.sample_tests import POLICY, SampleTest
from portal.settings.team import team
from portal.web import errors
from portal.web.clock import now, today
from portal.web.filters import listed
from portal.web.uploads import ACCEPT
from portal.web.words import choices


def sample_or_404(id: int) -> Any:
    return find(id) or abort(404)


COPIED = ("kind", "quantity", "currency", "purpose", "use_scene")


def copied(sample: Any) -> dict[str, Any]:
    """What the form of a copy begins with: no dates, no results, and the fee is asked for again."""
    about = {name: getattr(sample, name) for name in COPIED}
    return about | {"like": sample.id, "supplier": sample.supplier_id, "product": sample.product_id}


def batch_of(id: int, batch: int) -> Any:
    return get_or_404(Batch.select().where(Batch.sample == sample_or_404(id), Batch.deleted_at.is_null()), batch)


def as_it_stands(sample: Any) -> SampleTest:
    policy = team().policy
    return test_of(sample, {key: Decimal(policy.value(key)) for key in POLICY})


def frozen(test: SampleTest) -> FrozenFacts:
    facts: FrozenFacts = freeze(test.facts)
    return facts


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
    form.batch.choices = [SelectChoice(str(line.key), line.number) for line in test.facts.batches]
    return form


def people() -> list[SelectChoice]:
    return [SelectChoice(str(key), name) for key, name in User.active()]


def tester_form(form: TesterForm | None) -> TesterForm:
    form = form or TesterForm(None)
    form.user.choices = people()
    return form


def verdict_form(test: SampleTest, form: VerdictForm | None) -> VerdictForm:
    form = form or VerdictForm(None, verdict=test.proposal.outcome)
    form.verdict.choices = choices("verdict")
    return form


def sample_page(sample: Any, status: int = 200, conflict: bool = False, **forms: Any) -> Any:
    """The page of a sample, with any of its forms as a person sent it."""
    test = as_it_stands(sample)
    body = render_template(
        "samples/show.html",
        s=sample,
        t=test,
        conflict=conflict,
        editable=current_user.may("write") and sample.verdict is None,
        **results_of(sample, test),
        **verdict_of(sample, test),
        **around(sample, test),
        **pictures_of(sample, test),
        **forms_of(test, forms),
    )
    return body, status


def results_of(sample: Any, test: SampleTest) -> dict[str, Any]:
    """What was measured: alerts, the table, the codes, and who tests."""
    blocks, codes = table(test), summary(sample, today())
    return {
        "alerts": alerts(sample, test, blocks, codes, today()),
        "results_title": results_title(test),
        "groups": grouped(test, blocks),
        "proofs": proofs(test, blocks),
        "agreement": agreement_text(test),
        "codes": code_rows(codes, test),
        "code_days": DAYS,
        "testers": testers(sample, test, current_user.id, today()),
    }


def verdict_of(sample: Any, test: SampleTest) -> dict[str, Any]:
    offer, signatures = offer_of(sample.id, sample.round), signers(sample.id, sample.round)
    return {
        "tag": head_tag(sample, offer is not None, today()),
        "proposal": proposal_text(test),
        "offer": offer,
        "signers": signatures,
        "signed_by_me": any(signature.by_id == current_user.id for signature in signatures),
        "history": events(history(sample.id)),
    }


def around(sample: Any, test: SampleTest) -> dict[str, Any]:
    """What stands beside the test: rivals, people outside, references and files."""
    links, answers = outside(sample.id)
    compared = rivals(sample.id)
    others = [rival.other_id for rival in compared if rival.other_id is not None]
    tests = tests_of(others, test.facts.policy)
    return {
        "rivals": rival_rows(compared),
        "beside": beside(test, [tests[key] for key in others]) if others else [],
        "invitations": invitations(links, now()),
        "answers": answers,
        "answers_summary": answers_summary(together(answers)),
        "references": reference_rows(of_sample(sample.id), today()),
    }


def pictures_of(sample: Any, test: SampleTest) -> dict[str, Any]:
    files = Attachment.of("sample", [sample.id]).get(sample.id, [])
    return {"files": files, "photos": photos(test, files), "accepts": ACCEPT}


def forms_of(test: SampleTest, sent: dict[str, Any]) -> dict[str, Any]:
    return {
        "batch_form": sent.get("batch") or BatchForm(None),
        "tester_form": tester_form(sent.get("tester")),
        "invite_form": invite_form(test, sent.get("invite")),
        "verdict_form": verdict_form(test, sent.get("verdict")),
        "sign_form": sent.get("sign") or VerdictSignForm(None),
        "reopen_form": sent.get("reopen") or ReopenForm(None),
        "fault": sent.get("fault", ""),
    }


def paper(sample: Any) -> str:
    """The test with its results, to be printed."""
    test = as_it_stands(sample)
    blocks = table(test)
    return render_template(
        "samples/print.html",
        s=sample,
        t=test,
        blocks=blocks,
        proofs=proofs(test, blocks),
        agreement=agreement_text(test),
        proposal=proposal_text(test),
        offer=offer_of(sample.id, sample.round),
        signers=signers(sample.id, sample.round),
        codes=code_rows(summary(sample, today()), test),
        code_days=DAYS,
        photos=photos(test, Attachment.of("sample", [sample.id]).get(sample.id, [])),
        back=url_for("samples.show", id=sample.id),
    )


def blank_sheet(sample: Any) -> str:
    """An empty sheet to take to the bench."""
    test = as_it_stands(sample)
    return render_template(
        "samples/blank.html",
        s=sample,
        t=test,
        groups=grouped(test, table(test)),
        numbers=[batch.number for batch in test.facts.batches] or [_("Batch"), _("Batch")],
        back=url_for("samples.show", id=sample.id),
    )
