"""The verdict on the newest sample: signed by two, scored, taken back."""

from __future__ import annotations

import pytest

from portal import content
from portal.checklists.pages.item_box import missing_records
from portal.core.rules.stages import Stage
from portal.facts import Missing, sampling
from portal.samples.models.measurements import Measurement
from portal.samples.models.samples import Sample
from portal.samples.models.verdicts import reopen
from portal.samples.rules.sampling import Severity
from tests.cast import NOW, TODAY, stamp
from tests.facts.telling import CODE, item_of, said, sentences
from tests.samples.makers import batches_of, close, code, fill, make_sample, put_up, sign


def test_a_verdict_that_two_people_have_not_signed_is_unknown_and_says_what_it_waits_for(app, supplier, product):
    make_sample(supplier, product)
    answer, judged = said(supplier, "T10")
    assert judged == "unknown"
    with app.test_request_context(headers={"Accept-Language": "en"}):
        words, _url = missing_records(item_of("T10"), answer, False)
    assert words.startswith("Two people have not signed") and not CODE.search(words)


@pytest.mark.parametrize(
    ("severity", "verdict"), [(None, "pass"), (Severity.major, "retest"), (Severity.critical, "drop")]
)
def test_only_a_verdict_signed_by_two_is_proposed_whatever_the_rule_says(
    app, cast, supplier, product, severity, verdict
):
    sample = make_sample(supplier, product, promised_on=TODAY, received_on=TODAY)
    fill(sample, cast.mei, [code(severity)] if severity else [])
    assert isinstance(said(supplier, "T10")[0], Missing)
    put_up(sample, cast.mei, verdict), sign(sample, cast.mei)
    assert isinstance(said(supplier, "T10")[0], Missing)
    sign(sample, cast.lin)
    answer, judged = said(supplier, "T10")
    assert (answer.figure, judged) == (verdict, "unknown")  # a person confirms it
    assert str(item_of("T10").rule.result(answer.figure, content.policy().lookup(Stage.startup)).value) == (
        "fail" if severity else "pass"
    )
    critical, major = severity is Severity.critical, severity is Severity.major
    assert (answer.places["critical"], answer.places["major"]) == (critical, major)
    zh, _en = sentences(app, "T10", answer)
    assert zh.startswith(f"测了 {answer.places['tests']} 项") and zh.endswith("已签 2 人")


def test_what_one_person_signed_with_a_reason_is_not_signed_by_two(cast, supplier, product):
    sample = make_sample(supplier, product, promised_on=TODAY, received_on=TODAY)
    fill(sample, cast.mei)
    put_up(sample, cast.mei)
    assert sign(sample, cast.mei, alone="Nobody else is here")
    assert isinstance(said(supplier, "T10")[0], Missing)


def test_a_score_nobody_can_give_is_no_nought(app, cast, supplier, product):
    sample = make_sample(supplier, product)
    Measurement.put(
        sample, batches_of(sample)[0], sampling.REAL_USE, {"days": "1", "critical_faults": "1"}, "", 0, stamp(cast.mei)
    )
    close(sample, cast.mei, cast.lin, "drop")
    answer, _judged = said(supplier, "T10")
    assert answer.figure == "drop" and ", score –, 1 critical" in sentences(app, "T10", answer)[1]


def test_a_verdict_that_was_taken_back_is_signed_by_nobody(cast, supplier, product):
    sample = make_sample(supplier, product, promised_on=TODAY, received_on=TODAY)
    fill(sample, cast.mei)
    close(sample, cast.mei, cast.lin, "retest")
    assert said(supplier, "T10")[0].places["signers"] == 2
    reopen(sample.id, "Typed wrong", Sample.get_by_id(sample.id).rev, stamp(cast.lin, NOW))
    assert isinstance(said(supplier, "T10")[0], Missing)
