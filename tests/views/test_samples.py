"""Samples: batches and testers side by side, a verdict by the rule, signed by two."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from portal import models
from portal.content import sample_templates
from portal.domain.sampling import Severity, Unit
from portal.models import Attachment, AuditEvent, Batch, Measurement, Sample
from tests.cast import NOW, stamp
from tests.makers.products import make_product
from tests.makers.samples import batches_of, make_sample
from tests.views.test_reviews import make_supplier

pytestmark = pytest.mark.usefixtures("_noon")
SHEET = sample_templates()["physical"]


@pytest.fixture
def _noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def sample(cast):
    return make_sample(make_supplier(), make_product())


def good(measure):
    """A figure that keeps to the limit."""
    if measure.unit is Unit.yes_no:
        return "1"
    return str(measure.value)


def bad(measure):
    if measure.unit is Unit.yes_no:
        return "0"
    low = "1" if measure.unit is Unit.score else "0"
    return low if measure.op == ">=" else str(measure.value + 1)


def fill(browser, sample, failing=()):
    """Every criterion of every batch, as one tester."""
    from portal.models.sample_pages import found, test_of

    rows = test_of(found(sample.id)).judged().rows
    for batch in batches_of(sample):
        for row in rows:
            c = row.criterion
            data = {m.key: (bad if c.code in failing else good)(m) for m in c.measures} | {"version": 0}
            assert browser.post(f"/samples/{sample.id}/batches/{batch}/{c.code}", data=data).status_code == 303


def code(severity):
    return next(c.code for c in SHEET.criteria if c.severity is severity and c.required and not c.applies_when)


def test_a_sample_is_asked_for_with_its_batches(signed_in, cast):
    from portal.publishing import publish

    publish()
    supplier, product = make_supplier(), make_product()
    data = {"key": "k", "supplier": supplier.id, "product": product.id, "kind": "physical", "currency": "CNY"}
    data |= {"asked_on": "2026-11-20", "promised_on": "2026-12-01", "batches": "A1，B2", "purpose": "Heat"}
    assert signed_in(cast.mei).post("/samples", data=data).status_code == 303
    assert [row.number for row in Batch.select().order_by(Batch.id)] == ["A1", "B2"]


def test_dates_out_of_order_are_refused_and_nothing_is_lost(signed_in, cast, sample):
    data = {"supplier": sample.supplier_id, "product": sample.product_id, "kind": "physical", "currency": "CNY"}
    data |= {"asked_on": "2026-11-20", "received_on": "2026-11-01", "note": "Typed with care", "version": 1}
    answer = signed_in(cast.mei).post(f"/samples/{sample.id}", data=data)
    assert answer.status_code == 422
    assert "Typed with care" in answer.text


def test_a_cell_saves_by_itself_and_shows_where_it_stands(signed_in, cast, sample):
    batch, c = batches_of(sample)[0], SHEET.criterion(code(Severity.minor))
    browser = signed_in(cast.mei)
    answer = browser.htmx(
        f"/samples/{sample.id}/batches/{batch}/{c.code}", data={m.key: good(m) for m in c.measures} | {"version": 0}
    )
    assert answer.status_code == 200
    assert f'id="{c.code}"' in answer.text and "ck done" in answer.text
    assert Measurement.get().tester_id == cast.mei.id


def test_a_figure_that_is_none_is_refused_and_kept_in_the_field(signed_in, cast, sample):
    batch = batches_of(sample)[0]
    c = next(c for c in SHEET.criteria if c.measures[0].unit is Unit.percent and not c.applies_when)
    answer = signed_in(cast.mei).htmx(
        f"/samples/{sample.id}/batches/{batch}/{c.code}", data={c.measures[0].key: "many"}
    )
    assert answer.status_code == 422
    assert 'value="many"' in answer.text
    assert not Measurement.select().exists()


def test_two_windows_of_one_tester_do_not_overwrite_each_other(signed_in, cast, sample):
    batch, c = batches_of(sample)[0], SHEET.criterion(code(Severity.minor))
    first, second = signed_in(cast.mei), signed_in(cast.mei)
    url, data = f"/samples/{sample.id}/batches/{batch}/{c.code}", {m.key: good(m) for m in c.measures}
    assert first.htmx(url, data=data | {"version": 0}).status_code == 200
    answer = second.htmx(url, data=data | {"version": 0, "note": "mine"})
    assert answer.status_code == 409
    assert "mine" in answer.text
    assert second.htmx(url, data=data | {"version": 1, "note": "mine"}).status_code == 200


def test_each_tester_has_an_own_cell(signed_in, cast, sample):
    batch, c = batches_of(sample)[0], SHEET.criterion(code(Severity.minor))
    for person in (cast.mei, cast.lin):
        signed_in(person).post(
            f"/samples/{sample.id}/batches/{batch}/{c.code}", data={m.key: good(m) for m in c.measures}
        )
    assert Measurement.select().count() == 2


def test_nothing_is_proposed_while_required_criteria_are_open(signed_in, cast, sample):
    page = signed_in(cast.mei).get(f"/samples/{sample.id}").text
    assert "The rule cannot say yet." in page
    assert "required criteria are open" in page


def test_a_sheet_that_keeps_to_every_limit_is_proposed_to_pass(signed_in, cast, sample):
    browser = signed_in(cast.mei)
    fill(browser, sample)
    assert "The rule proposes: Passed." in browser.get(f"/samples/{sample.id}").text


@pytest.mark.parametrize(("severity", "verdict"), [(Severity.critical, "Dropped"), (Severity.major, "Retest")])
def test_a_failure_decides_by_its_severity(signed_in, cast, sample, severity, verdict):
    browser = signed_in(cast.mei)
    fill(browser, sample, failing={code(severity)})
    assert f"The rule proposes: {verdict}." in browser.get(f"/samples/{sample.id}").text


def version(sample):
    return Sample.get_by_id(sample.id).version


def put_up(browser, sample, verdict="pass", **about):
    return browser.post(f"/samples/{sample.id}/verdict", data={"version": version(sample), "verdict": verdict} | about)


def sign(browser, sample, **about):
    return browser.post(f"/samples/{sample.id}/sign", data={"version": version(sample)} | about)


def test_a_verdict_other_than_the_rules_needs_a_reason(signed_in, cast, sample):
    browser = signed_in(cast.mei)
    assert put_up(browser, sample).status_code == 422
    assert put_up(browser, sample, reason="Known for years").status_code == 303


def test_two_accounts_close_a_test_and_one_account_does_not(signed_in, cast, sample):
    mei, lin = signed_in(cast.mei), signed_in(cast.lin)
    fill(mei, sample)
    put_up(mei, sample)
    assert sign(mei, sample).status_code == 303
    assert Sample.get_by_id(sample.id).verdict is None
    assert sign(mei, sample).status_code == 422
    assert sign(lin, sample).status_code == 303
    closed = Sample.get_by_id(sample.id)
    assert (closed.verdict, closed.frozen["score"]) == ("pass", "100")
    assert AuditEvent.select().where(AuditEvent.verb == "sample.sign").count() == 2


def test_one_admin_alone_needs_a_written_reason_and_a_buyer_cannot(signed_in, cast, sample):
    mei, lin = signed_in(cast.mei), signed_in(cast.lin)
    fill(mei, sample)
    put_up(mei, sample)
    sign(mei, sample, alone="I am alone")
    assert Sample.get_by_id(sample.id).verdict is None
    put_up(lin, sample)
    sign(lin, sample, alone="Everybody is at the fair")
    assert Sample.get_by_id(sample.id).verdict == "pass"


def test_a_new_measurement_takes_the_verdict_down(signed_in, cast, sample):
    mei, lin = signed_in(cast.mei), signed_in(cast.lin)
    fill(mei, sample)
    put_up(mei, sample)
    seen = version(sample)
    c = SHEET.criterion(code(Severity.minor))
    lin.post(f"/samples/{sample.id}/batches/{batches_of(sample)[0]}/{c.code}", data={m.key: bad(m) for m in c.measures})
    assert lin.post(f"/samples/{sample.id}/sign", data={"version": seen}).status_code == 409


def test_a_signed_test_changes_no_more_until_an_admin_opens_it_with_a_reason(signed_in, cast, sample):
    mei, lin = signed_in(cast.mei), signed_in(cast.lin)
    fill(mei, sample)
    put_up(mei, sample)
    sign(mei, sample), sign(lin, sample)
    c, batch = SHEET.criterion(code(Severity.minor)), batches_of(sample)[0]
    url = f"/samples/{sample.id}/batches/{batch}/{c.code}"
    assert mei.post(url, data={m.key: bad(m) for m in c.measures} | {"version": 1}).status_code == 409
    assert mei.post(f"/samples/{sample.id}/reopen", data={"version": version(sample), "reason": "x"}).status_code == 403
    assert lin.post(f"/samples/{sample.id}/reopen", data={"version": version(sample)}).status_code == 422
    assert (
        lin.post(f"/samples/{sample.id}/reopen", data={"version": version(sample), "reason": "New batch"}).status_code
        == 303
    )
    assert mei.post(url, data={m.key: bad(m) for m in c.measures} | {"version": 1}).status_code == 303


def test_the_spread_between_batches_is_shown(signed_in, cast, sample):
    c = next(c for c in SHEET.criteria if c.measures[0].unit is Unit.percent and not c.applies_when)
    for batch, figure in zip(batches_of(sample), ("2", "6"), strict=True):
        signed_in(cast.mei).post(f"/samples/{sample.id}/batches/{batch}/{c.code}", data={c.measures[0].key: figure})
    assert "4 (66.7%)" in signed_in(cast.mei).get(f"/samples/{sample.id}").text


def test_overdue_samples_and_testers_are_marked(signed_in, cast):
    late = make_sample(make_supplier(), make_product(), promised_on=date(2026, 11, 20), asked_on=date(2026, 11, 1))
    late.assign(cast.mei.id, date(2026, 11, 22), stamp(cast.lin))
    browser = signed_in(cast.mei)
    page = browser.get("/samples", query_string={"show": "overdue"}).text
    assert "4 days overdue" in page and "1 tester late" in page
    assert "Promised for 2026-11-20 and not here" in browser.get(f"/samples/{late.id}").text
    browser.post(f"/samples/{late.id}/done", data={"done": "yes"})
    assert models.Tester.get().done_at == NOW


def test_a_photo_is_kept_with_its_criterion(signed_in, cast, sample):
    import io

    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (20, 20)).save(picture, "PNG")
    picture.seek(0)
    c, batch = SHEET.criterion(code(Severity.minor)), batches_of(sample)[0]
    data = {m.key: good(m) for m in c.measures} | {"version": "0", "photo": (picture, "盒角.png")}
    answer = signed_in(cast.mei).post(
        f"/samples/{sample.id}/batches/{batch}/{c.code}", data=data, content_type="multipart/form-data"
    )
    assert answer.status_code == 303
    assert (Attachment.get().slot, Attachment.get().name) == (f"{c.code}:{batch}", "盒角.png")


def test_the_sheet_prints_blank_and_filled(signed_in, cast, sample):
    browser = signed_in(cast.mei)
    assert "Second signature" in browser.get(f"/samples/{sample.id}/print").text
    fill(browser, sample)
    assert "The rule proposes: Passed." in browser.get(f"/samples/{sample.id}/print").text


def test_the_list_costs_the_same_with_many_samples(signed_in, cast, statements):
    browser, supplier, product = signed_in(cast.mei), make_supplier(), make_product()

    def cost():
        with statements() as seen:
            browser.get("/samples")
        return len(seen)

    make_sample(supplier, product)
    few = cost()
    for _number in range(30):
        make_sample(supplier, product)
    assert cost() == few <= 5


def test_a_deleted_sample_can_be_brought_back(signed_in, cast, sample):
    browser = signed_in(cast.mei)
    browser.post(f"/samples/{sample.id}/remove")
    undo = browser.get("/samples").text.split('action="/undo/')[1].split('"')[0]
    assert browser.get(f"/samples/{sample.id}").status_code == 404
    browser.post(f"/undo/{undo}")
    assert browser.get(f"/samples/{sample.id}").status_code == 200
