"""The sample of a path: its request, batches, tests, outside testers and verdict."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from portal.checklists.rules.signing import ENOUGH
from portal.core.rules.money import rounded
from portal.core.rules.text import folded
from portal.core.rules.thresholds import Result
from portal.facts.answer import Answer, Link, Missing, known_fact, share
from portal.facts.first_order import costs_more_than
from portal.facts.purchases import Params
from portal.facts.records import Condition, Question, Records
from portal.facts.subjects import sample, supplier
from portal.feedback.models import FeedbackLine, LinkLine, outside, together
from portal.references.queries import of_supplier
from portal.references.rules import Ready
from portal.references.rules import reference_ready as ready
from portal.samples.models.verdicts import signers
from portal.samples.queries.page import find as sample_with_all
from portal.samples.queries.page import test_of
from portal.samples.queries.rivals import of_fact
from portal.samples.rules.rivals import compared
from portal.samples.rules.sample_facts import late_days
from portal.samples.rules.sample_tests import POLICY, SampleTest
from portal.samples.rules.sampling import Severity

UNKNOWN = "–"  # in a sentence that cannot do without the figure
REAL_USE, DAYS = "PH15", "days"  # the criterion of the test sheet, and its measure


@dataclass(frozen=True)
class SampleInTest:
    """The sample with its supplier and product, and its test as it stands or as it was signed."""

    row: Any
    test: SampleTest

    @property
    def link(self) -> Link:
        return "samples.show", {"id": str(self.row.id)}


def tested(records: Records) -> SampleInTest | None:
    newest = records.once(sample)
    if newest is None:
        return None
    row = sample_with_all(newest.id)
    return SampleInTest(row, test_of(row, {key: records.limit(key) for key in POLICY}))


def unsampled(records: Records) -> Link | None:
    """Where a sample of the supplier belongs."""
    asked = records.once(supplier)
    return ("suppliers.show", {"id": str(asked.id), "_anchor": "samples"}) if asked else None


def batch_numbers(in_test: SampleInTest) -> tuple[str, ...]:
    """Each number once, however it is written."""
    return tuple({folded(batch.number): batch.number for batch in in_test.test.facts.batches}.values())


# Whether a field of the request is filled. One that is not here has no place in the records yet.
KEPT: Mapping[str, Callable[[SampleInTest], bool]] = {
    "product": lambda in_test: in_test.row.product_id is not None,
    "quantity": lambda in_test: in_test.row.quantity is not None,
    "batch_no": lambda in_test: bool(batch_numbers(in_test)),
    "fee": lambda in_test: in_test.row.fee is not None,
    "purpose": lambda in_test: bool(in_test.row.purpose.strip()),
    "promised_on": lambda in_test: in_test.row.promised_on is not None,
}


def fields_filled(records: Records, params: Params) -> Answer:
    """The share of the named `fields` of the request that are filled, of those the records keep.

    With all of these filled and one asked for that is not kept, a person has to answer.
    """
    in_test = records.once(tested)
    if in_test is None:
        return Missing(link=unsampled(records))
    kept = [name for name in params["fields"] if name in KEPT]
    missing = tuple(name for name in kept if not KEPT[name](in_test))
    unkept = tuple(name for name in params["fields"] if name not in KEPT)
    if not kept or (unkept and not missing):
        return Missing(unkept, link=in_test.link)
    ok, count = len(kept) - len(missing), len(kept)
    return known_fact(share(ok, count), records.today, link=in_test.link, ok=ok, count=count, missing=missing)


def batches(records: Records, params: Params) -> Answer:
    """Different batches the sample comes from."""
    in_test = records.once(tested)
    if in_test is None:
        return Missing(link=unsampled(records))
    names = batch_numbers(in_test)
    if not names:
        return Missing(link=in_test.link)
    return known_fact(len(names), records.today, link=in_test.link, found=len(names), names=names)


def sample_delay_days(records: Records, params: Params) -> Answer:
    """Days from the day the sample was promised for to its receipt; below 0 when it came early."""
    in_test = records.once(tested)
    days = late_days(in_test.test.facts) if in_test else None
    if in_test is None:
        return Missing(link=unsampled(records))
    if days is None:
        field = "promised_on" if in_test.test.facts.promised_on is None else "received_on"
        return Missing(link=(in_test.link[0], {**in_test.link[1], "_anchor": field}))
    promised, received = str(in_test.test.facts.promised_on), str(in_test.test.facts.received_on)
    late = max(days, Decimal(0))
    return known_fact(
        days, records.today, link=in_test.link, days=days, late=late, promised=promised, received=received
    )


def criteria_done_share(records: Records, params: Params) -> Answer:
    """The share of the required criteria that apply and are finished; the others by their codes, own ones by name.

    While a critical test is left out, or one that had failed, the rest of the sheet is no whole to be a share of.
    """
    in_test = records.once(tested)
    if in_test is None:
        return Missing(link=unsampled(records))
    if in_test.test.doubts:
        return Missing(doubts(in_test), link=in_test.link)
    required, left = in_test.test.sheet.required, named(in_test, in_test.test.sheet.open)
    if not required:
        return Missing(link=in_test.link)
    ok, count = len(required) - len(left), len(required)
    return known_fact(share(ok, count), records.today, link=in_test.link, ok=ok, count=count, missing=left)


def doubts(in_test: SampleInTest) -> tuple[str, ...]:
    return tuple(left.criterion.code for left in in_test.test.doubts)


def named(in_test: SampleInTest, codes: Iterable[str]) -> tuple[str, ...]:
    """Own tests by their name: only their sample knows their codes."""
    own = {test.code: test.name for test in in_test.test.facts.own}
    return tuple(own.get(code, code) for code in codes)


def real_use_days(records: Records, params: Params) -> Answer:
    """The most days one tester used it in real life. How often it was used is not kept."""
    in_test = records.once(tested)
    if in_test is None:
        return Missing(link=unsampled(records))
    used = [cell for cell in in_test.test.facts.cells if cell.code == REAL_USE and DAYS in cell.values]
    if not used:
        return Missing(link=in_test.link)
    days, testers = max(cell.values[DAYS] for cell in used), len({cell.tester for cell in used})
    return known_fact(days, records.today, link=in_test.link, days=days, uses=None, testers=testers)


def feedback(records: Records) -> tuple[list[LinkLine], list[FeedbackLine]]:
    newest = records.once(sample)
    return outside(newest.id) if newest else ([], [])


def feedback_count(records: Records, params: Params) -> Answer:
    """People outside the team who answered through a link about the sample, and the mean of their marks (1 to 5)."""
    in_test = records.once(tested)
    invitations, answers = records.once(feedback)
    if in_test is None or not invitations:
        return Missing(link=in_test.link if in_test else unsampled(records))
    marks, number = together(answers), len(answers)
    mean = rounded(marks.mean, 1) if marks else None
    return known_fact(
        number, records.today, link=in_test.link, least=number, name=in_test.row.product.name, mean=mean, count=1
    )


def sample_verdict(records: Records, params: Params) -> Answer:
    """The verdict two people signed, with the score (0 to 100) of the sheet as it was signed."""
    in_test = records.once(tested)
    if in_test is None:
        return Missing(link=unsampled(records))
    proposal = in_test.test.proposal
    signed = {signer.by_id for signer in signers(in_test.row.id, in_test.row.round)}
    if not in_test.row.verdict or len(signed) < ENOUGH:
        return Missing(link=in_test.link)
    judged = [row for row in in_test.test.sheet.rows if row.result is not Result.unknown]
    return known_fact(
        in_test.row.verdict,
        records.today,
        link=in_test.link,
        score=UNKNOWN if proposal.score is None else rounded(proposal.score, 1),
        critical=len(proposal.failed[Severity.critical]),
        major=len(proposal.failed[Severity.major]),
        signers=len(signed),
        tests=len(judged),
    )


def compared_with(records: Records, params: Params) -> Answer:
    """Samples of other suppliers and rival products the sample was held against with a result."""
    in_test = records.once(tested)
    against = compared(of_fact(in_test.row.id)) if in_test else None
    if in_test is None or against is None:
        return Missing(link=in_test.link if in_test else unsampled(records))
    return known_fact(against.count, records.today, link=in_test.link, found=against.count, names=against.names)


def reference_ready(records: Records, params: Params) -> Answer:
    """Whether the product of the sample has a sealed sample or reference order of the supplier, whole and in date."""
    in_test = records.once(tested)
    if in_test is None:
        return Missing(link=unsampled(records))
    theirs = [ref for ref in of_supplier(in_test.row.supplier_id) if ref.product_id == in_test.row.product_id]
    return readiness(ready(theirs, records.today), records, in_test.link)


def readiness(answer: Ready, records: Records, link: Link, state: str | None = None) -> Answer:
    if answer.result is Result.unknown:
        return Missing(link=link)
    until, missing = answer.valid_until, tuple(map(str, answer.missing))
    passed, end = answer.result is Result.passed, until.isoformat() if until else None
    return known_fact(
        passed, records.today, link=link, number=answer.number, valid_until=end, missing=missing, state=state
    )


QUESTIONS: dict[str, Question] = {
    "sample_count/compared": compared_with,
    "reference_ready/": reference_ready,
    "fields_filled/sample": fields_filled,
    "sample_count/batches": batches,
    "sample_delay_days": sample_delay_days,
    "criteria_done_share": criteria_done_share,
    "real_use_days": real_use_days,
    "feedback_count": feedback_count,
    "sample_verdict": sample_verdict,
}
CONDITIONS: dict[str, Condition] = {
    "above_trial_cap": lambda records: costs_more_than("stage.trial_cap", records),
}
