"""Samples, batches, testers and measurements in the rows."""

from __future__ import annotations

from datetime import date

import pytest

from portal import tables
from portal.core.models.audit import AuditEvent
from portal.core.models.change import Stale
from portal.references.models import remove_batch, remove_sample
from portal.samples.models.measurements import Measurement
from portal.samples.models.samples import Batch, Closed, SameNumber, Sample
from portal.samples.rules.sampling import Severity
from tests.cast import NOW, TODAY, stamp
from tests.products.makers import make_product
from tests.samples.makers import PHYSICAL, batches_of, close, code, fill, make_sample, measure, put_up, standing
from tests.suppliers.makers import make_supplier

MINOR = PHYSICAL.criterion(code(Severity.minor))


@pytest.fixture
def sample(cast):
    return make_sample(make_supplier(), make_product())


def fresh(sample):
    return Sample.get_by_id(sample.id)


def test_a_batch_named_twice_is_one_batch(cast):
    sample = make_sample(make_supplier(), make_product(), ("A", "B", "A"))
    assert len(batches_of(sample)) == 2


def test_a_sample_keeps_the_sheet_it_was_begun_with(cast, sample):
    assert standing(sample).template == PHYSICAL


def test_a_batch_of_the_same_number_is_refused(cast, sample):
    with pytest.raises(SameNumber):
        sample.add_batch("A", None, "", stamp(cast.mei))


def test_a_batch_cannot_take_the_number_of_another(cast, sample):
    batch = Batch.get_by_id(batches_of(sample)[1])
    with pytest.raises(SameNumber):
        batch.correct(1, stamp(cast.mei), number="A", received_on=None, note="")


def test_the_first_batch_that_comes_is_the_receipt_of_the_sample(cast, sample):
    sample.add_batch("C", TODAY, "", stamp(cast.mei))
    sample.add_batch("D", date(2026, 12, 1), "", stamp(cast.mei))
    assert fresh(sample).received_on == TODAY


def test_a_tester_asked_twice_is_one_tester_with_the_newer_day(cast, sample):
    for day in (date(2026, 11, 30), date(2026, 12, 5)):
        sample.assign(cast.mei.id, day, stamp(cast.lin))
    assert [row.due_on for row in tables.Tester.select()] == [date(2026, 12, 5)]


def test_whoever_measures_becomes_a_tester(cast, sample):
    measure(sample, batches_of(sample)[0], MINOR, cast.mei)
    assert [row.user_id for row in tables.Tester.select()] == [cast.mei.id]


def test_a_cell_saved_from_an_older_look_is_refused_with_what_stands_there(cast, sample):
    batch = batches_of(sample)[0]
    measure(sample, batch, MINOR, cast.mei)
    with pytest.raises(Stale) as stale:
        Measurement.put(sample, batch, MINOR.code, {}, "mine", 0, stamp(cast.mei))
    assert stale.value.current.values == {one.key: str(one.value) for one in MINOR.measures}


def test_the_same_figures_again_leave_no_trace(cast, sample):
    batch = batches_of(sample)[0]
    measure(sample, batch, MINOR, cast.mei)
    before = fresh(sample).rev, AuditEvent.select().count()
    measure(sample, batch, MINOR, cast.mei)
    assert (fresh(sample).rev, AuditEvent.select().count()) == before


def test_each_tester_has_an_own_cell(cast, sample):
    batch = batches_of(sample)[0]
    for person in (cast.mei, cast.lin):
        measure(sample, batch, MINOR, person)
    assert len(standing(sample).cells(batch, MINOR.code)) == 2


def test_a_deleted_batch_counts_no_more_until_it_is_back(cast, sample):
    first = Batch.get_by_id(batches_of(sample)[0])
    measure(sample, first.id, MINOR, cast.mei, failing=True)
    remove_batch(first, stamp(cast.mei))
    assert MINOR.code not in standing(sample).sheet.failed(Severity.minor)
    Batch.get_by_id(first.id).restore(stamp(cast.mei))
    assert MINOR.code in standing(sample).sheet.failed(Severity.minor)


def test_the_days_late_come_from_the_dates_of_the_sample(cast):
    dates = {"asked_on": date(2026, 11, 1), "promised_on": date(2026, 11, 10), "received_on": date(2026, 11, 14)}
    late = make_sample(make_supplier(), make_product(), **dates)
    [reading] = standing(late).recorded.values()
    assert reading.values == {"late_days": 4}
    assert standing(late).sheet.failed(Severity.minor) == (reading.code,)


def test_a_figure_the_records_give_is_not_overruled_by_what_was_typed(cast):
    sample = make_sample(make_supplier(), make_product(), promised_on=TODAY, received_on=TODAY)
    measure(sample, batches_of(sample)[0], PHYSICAL.criterion("PH14"), cast.mei, failing=True)
    assert standing(sample).row("PH14").result == "pass"


def test_an_own_limit_counts_before_that_of_the_sheet(cast, sample):
    strict = PHYSICAL.criterion("PH02")
    measure(sample, batches_of(sample)[0], strict, cast.mei)
    assert standing(sample).row("PH02").result == "pass"
    sample.correct(1, stamp(cast.mei), limits={"PH02.deviation": "1.5"})
    assert standing(sample).row("PH02").result == "fail"


@pytest.mark.parametrize(
    "change",
    [
        lambda sample, by: sample.correct(sample.version, by, note="later"),
        lambda sample, by: remove_sample(sample, by),
        lambda sample, by: sample.add_batch("C", None, "", by),
        lambda sample, by: sample.assign(by.user_id, TODAY, by),
        lambda sample, by: sample.finish(by.user_id, False, by),
        lambda sample, by: remove_batch(Batch.get_by_id(batches_of(sample)[0]), by),
        lambda sample, by: Measurement.put(sample, batches_of(sample)[0], MINOR.code, {}, "", 1, by),
    ],
    ids=["edit", "delete", "batch", "tester", "finish", "remove", "measure"],
)
def test_nothing_changes_once_the_verdict_is_signed(cast, sample, change):
    fill(sample, cast.mei)
    close(sample, cast.mei, cast.lin)
    with pytest.raises(Closed):
        change(fresh(sample), stamp(cast.mei))


def test_a_tester_who_finishes_takes_no_verdict_down(cast, sample):
    sample.assign(cast.mei.id, TODAY, stamp(cast.lin))
    fill(sample, cast.mei)
    put_up(sample, cast.lin)
    before = fresh(sample).round
    sample.finish(cast.mei.id, True, stamp(cast.mei))
    assert (fresh(sample).round, tables.Tester.get().done_at) == (before, NOW)
