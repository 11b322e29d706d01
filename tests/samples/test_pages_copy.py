"""A copy of a sample: the same tests for the next one, without results, dates and photos."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from portal.core.models.attachments import Attachment
from portal.samples.models.measurements import Measurement
from portal.samples.models.samples import Batch, Sample
from portal.samples.rules.sampling import Severity
from tests.cast import TODAY, stamp
from tests.own_tests.makers import make_category_test, make_own_test
from tests.products.makers import make_product
from tests.samples.makers import close, code, fill, make_sample, picture, standing
from tests.suppliers.makers import make_category, make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")
MINOR = code(Severity.minor)


@pytest.fixture
def sample(cast):
    about = {"quantity": 6, "fee": Decimal(20), "purpose": "Heat", "use_scene": "Dormitory", "note": "Left by the door"}
    dates = {"promised_on": TODAY + timedelta(days=3), "limits": {"PH02.deviation": "1"}}
    return make_sample(make_supplier(), make_product(category=make_category()), **about, **dates)


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


def copy(browser, sample, **about):
    given = {"key": "k", "like": sample.id, "supplier": sample.supplier_id, "product": sample.product_id, "kind": ""}
    browser.post("/samples", data=given | {"currency": "CNY", "asked_on": TODAY.isoformat(), "batches": "N1"} | about)
    return Sample.select().order_by(Sample.id.desc()).get()


def test_the_form_begins_with_what_stays_and_without_what_does_not(mei, sample):
    page = mei.get(f"/samples/new?like={sample.id}").text
    assert f"A copy of Sample test {sample.id};" in page
    assert "Heat" in page and "Dormitory" in page and 'value="6"' in page
    assert "Left by the door" not in page and 'value="20"' not in page and "2026-11-27" not in page
    assert f'href="/samples/new?like={sample.id}"' in mei.get(f"/samples/{sample.id}").text


def test_tests_come_along_and_results_dates_and_photos_do_not(mei, cast, sample):
    sample.add_test(make_own_test("Old"), stamp())
    sample.add_test(make_own_test(), stamp())
    sample.take_off_test("T1", True, stamp())
    sample.leave_out(MINOR, "No tool", stamp())
    fill(sample, cast.mei)
    mei.post(f"/samples/{sample.id}/files", data={"file": (picture(), "a.png")})
    close(sample, cast.mei, cast.lin)
    other = copy(mei, sample)
    assert other.id != sample.id
    test = standing(other)
    assert [(own.code, own.name) for own in test.facts.own] == [("T1", "Output power")]
    assert [left.reason for left in test.left_out] == ["No tool"]
    assert other.limits == {"PH02.deviation": "1"}
    assert (other.verdict, other.frozen, other.promised_on, other.received_on) == (None, None, None, None)
    assert [row.number for row in Batch.select().where(Batch.sample == other)] == ["N1"]
    assert not Measurement.select().join(Batch).where(Batch.sample == other).exists()
    assert not Attachment.select().where(Attachment.object_id == other.id).exists()
    assert trail_tells("sample.add")


def test_for_another_supplier_the_own_limits_stay_behind(mei, sample):
    sample.add_test(make_own_test(), stamp())
    other = copy(mei, sample, supplier=make_supplier("South Star").id)
    assert other.limits == {} and len(standing(other).facts.own) == 1


def test_on_a_sheet_of_another_kind_nothing_of_the_first_is_left_out(mei, sample):
    sample.leave_out(MINOR, "No tool", stamp())
    assert copy(mei, sample, kind="digital").left_out == {}


def test_it_is_tested_as_its_model_not_as_the_template_is_now(mei, sample):
    sample.add_test(make_own_test(), stamp())
    make_category_test(sample.product.category, "Noise")
    assert [test.name for test in standing(copy(mei, sample)).facts.own] == ["Output power"]


def test_what_changes_in_the_copy_leaves_its_model_alone(mei, sample):
    sample.add_test(make_own_test(), stamp())
    other = copy(mei, sample)
    other.take_off_test("T1", True, stamp())
    assert [test.removed for test in standing(sample).facts.own] == [False]


def test_a_refused_form_is_still_a_copy_and_one_that_is_gone_is_not_found(mei, sample):
    answer = mei.post("/samples", data={"key": "k", "like": sample.id, "currency": "CNY"})
    assert answer.status_code == 422 and f"A copy of Sample test {sample.id};" in answer.text
    assert mei.get("/samples/new?like=999").status_code == 404
