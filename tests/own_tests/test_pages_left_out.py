"""Shipped tests a sample leaves out: with a reason, said in the verdict, never counted as passed, taken in again."""

from __future__ import annotations

import pytest

from portal.samples.models.samples import Closed, Sample
from portal.samples.rules.sampling import Severity
from tests.cast import stamp
from tests.own_tests.makers import make_own_test
from tests.products.makers import make_product, make_quote
from tests.samples.makers import PHYSICAL, batches_of, close, code, fill, make_sample, measure, put_up, standing
from tests.suppliers.makers import make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")
CRITICAL, MAJOR = code(Severity.critical), code(Severity.major)


@pytest.fixture
def sample(cast):
    return make_sample(make_supplier(), make_product())


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


def leave_out(browser, sample, test=CRITICAL, reason="No tool for it"):
    return browser.post(f"/samples/{sample.id}/tests/{test}/leave-out", data={"reason": reason})


def test_each_shipped_row_of_the_sheet_leads_to_leaving_it_out_for_those_who_may(mei, signed_in, cast, sample):
    sample.add_test(make_own_test(), stamp())
    page, way = f"/samples/{sample.id}", f'href="/samples/{sample.id}/tests/{CRITICAL}/leave-out"'
    text = mei.get(page).text
    assert way in text and f"Leave out: {PHYSICAL.criterion(CRITICAL).text.en}" in text
    assert "/tests/T1/leave-out" not in text
    assert "leave-out" not in mei.get(f"{page}/print").text
    assert "leave-out" not in signed_in(cast.guo).get(page).text
    fill(sample, cast.mei)
    close(sample, cast.mei, cast.lin)
    assert "leave-out" not in mei.get(page).text


def test_without_a_reason_nothing_is_left_out(mei, sample):
    answer = leave_out(mei, sample, reason="  ")
    assert answer.status_code == 422 and "This field is required" in answer.text
    assert standing(sample).left_out == ()


def test_the_reason_stands_on_the_sheet_on_paper_and_in_the_verdict(mei, cast, sample):
    fill(sample, cast.mei)
    assert leave_out(mei, sample).status_code == 303
    text = PHYSICAL.criterion(CRITICAL).text.en
    for path in ("", "/print"):
        page = mei.get(f"/samples/{sample.id}{path}").text
        assert f"Not tested: {text}, Critical. No tool for it" in page
        assert f"Critical, 1 test left out: {text} (No tool for it)" in page
    assert f"Not tested: {text}" in mei.get(f"/samples/{sample.id}/print?blank=1").text
    assert f'id="{CRITICAL}"' not in mei.get(f"/samples/{sample.id}/test").text
    assert "No tool for it" in mei.get(f"/samples/{sample.id}/tests").text
    assert trail_tells("sample.leave_out")


def test_what_is_left_out_is_neither_passed_nor_open(mei, cast, sample):
    fill(sample, cast.mei)
    leave_out(mei, sample, MAJOR)
    test = standing(sample)
    assert MAJOR not in [row.criterion.code for row in test.sheet.rows]
    before = len(PHYSICAL.criteria)
    batch = test.facts.batches[0]
    assert test.sheet.batches[batch.key].passed < before
    by_people = [row for row in test.sheet.rows if row.criterion.filled_by == "person" or row.criterion.code == "PH18"]
    assert test.finished(batch.key, cast.mei.id)[1] == len(by_people)


def test_a_sheet_of_which_all_is_left_out_is_not_passed(cast, sample):
    for criterion in PHYSICAL.criteria:
        sample.leave_out(criterion.code, "No time", stamp())
    assert standing(sample).proposal.outcome is None


def test_a_failed_test_that_is_left_out_is_said_to_have_failed(mei, cast, sample):
    fill(sample, cast.mei, failing={CRITICAL})
    assert standing(sample).proposal.outcome == "drop"
    leave_out(mei, sample)
    assert standing(sample).proposal.outcome is None
    assert "(No tool for it; what was measured had failed)" in mei.get(f"/samples/{sample.id}").text


def test_one_easy_test_of_their_own_does_not_pass_a_sheet_of_which_all_is_left_out(mei, cast, sample):
    fill(sample, cast.mei, failing={MAJOR})
    for criterion in PHYSICAL.criteria:
        sample.leave_out(criterion.code, "No time", stamp())
    sample.add_test(make_own_test(severity="minor"), stamp())
    fill(sample, cast.mei)
    page = mei.get(f"/samples/{sample.id}").text
    assert "The rule cannot say yet." in page and "The rule proposes" not in page
    assert "a critical test is left out" in page and "a test that is left out had failed" in page
    applying = len(standing(sample).left_out)
    assert f"Score 100 of 100; passes from 80, retest from 60; 0 of {applying} shipped tests" in page


def test_people_pass_a_sheet_without_a_critical_test_with_a_reason(mei, cast, sample):
    fill(sample, cast.mei)
    leave_out(mei, sample)
    wanted = {"verdict": "pass", "version": Sample.get_by_id(sample.id).rev}
    answer = mei.post(f"/samples/{sample.id}/verdict", data=wanted)
    assert answer.status_code == 422 and "give the reason" in answer.text
    answer = mei.post(f"/samples/{sample.id}/verdict", data=wanted | {"reason": "The laboratory tested it"})
    assert answer.status_code == 303
    assert "The laboratory tested it" in mei.get(answer.location).text


def test_a_minor_one_that_did_not_fail_leaves_the_proposal_and_the_score_says_how_much_it_rests_on(mei, cast, sample):
    fill(sample, cast.mei)
    leave_out(mei, sample, MAJOR)
    done, shipped = standing(sample).shipped_results
    assert standing(sample).proposal.outcome == "pass" and done < shipped
    assert f"{done} of {shipped} shipped tests have a result that counts" in mei.get(f"/samples/{sample.id}").text


def test_taken_in_again_its_figures_count_and_that_can_be_undone(mei, cast, sample):
    fill(sample, cast.mei)
    leave_out(mei, sample)
    answer = mei.post(f"/samples/{sample.id}/tests/{CRITICAL}/take-in")
    assert standing(sample).row(CRITICAL).result == "pass"
    undo = mei.get(answer.location).text.split('action="/undo/')[1].split('"')[0]
    mei.post(f"/undo/{undo}")
    [left] = standing(sample).left_out
    assert (left.criterion.code, left.reason) == (CRITICAL, "No tool for it")
    assert trail_tells("sample.leave_out", "sample.take_in")


def undo_of(page):
    return "/undo/" + page.split('action="/undo/')[1].split('"')[0]


def test_undoing_a_taking_in_keeps_the_newer_reason_of_a_colleague(mei, cast, sample):
    sample.leave_out(CRITICAL, "No tool for it", stamp(cast.mei))
    undo = undo_of(mei.get(mei.post(f"/samples/{sample.id}/tests/{CRITICAL}/take-in").location).text)
    sample.leave_out(CRITICAL, "The laboratory does it", stamp(cast.lin))
    put_up(sample, cast.lin)
    answer = mei.post(undo)
    assert "Somebody changed it meanwhile" in mei.get(answer.location).text
    assert [left.reason for left in standing(sample).left_out] == ["The laboratory does it"]
    assert "To be signed" in mei.get(f"/samples/{sample.id}").text


def test_who_writes_a_reason_sees_the_one_a_colleague_wrote_meanwhile(mei, cast, sample):
    form = f"/samples/{sample.id}/tests/{CRITICAL}/leave-out"
    sample.leave_out(CRITICAL, "No\ntool", stamp(cast.lin))
    answer = mei.post(form, data={"reason": "No time", "seen": ""})
    assert answer.status_code == 409 and "It says now: No\ntool" in answer.text and "No time" in answer.text
    assert [left.reason for left in standing(sample).left_out] == ["No\ntool"]
    assert mei.post(form, data={"reason": "No time", "seen": "No\r\ntool"}).status_code == 303
    assert [left.reason for left in standing(sample).left_out] == ["No time"]


def test_a_verdict_that_is_up_comes_down_and_a_signed_one_keeps_what_was_left_out(mei, cast, sample):
    fill(sample, cast.mei)
    put_up(sample, cast.mei)
    leave_out(mei, sample)
    assert "To be signed" not in mei.get(f"/samples/{sample.id}").text
    close(sample, cast.mei, cast.lin)
    assert [left.reason for left in standing(sample).left_out] == ["No tool for it"]
    assert leave_out(mei, sample, MAJOR).status_code == 423
    with pytest.raises(Closed):
        sample.take_in(CRITICAL, stamp())


def test_an_own_test_is_taken_off_not_left_out(mei, sample):
    sample.add_test(make_own_test(), stamp())
    assert leave_out(mei, sample, "T1").status_code == 404


def test_figures_of_a_test_that_is_left_out_are_not_taken(mei, sample):
    leave_out(mei, sample, MAJOR)
    [batch, _other] = batches_of(sample)
    assert mei.htmx(f"/samples/{sample.id}/batches/{batch}/{MAJOR}", data={"seen": 0}).status_code == 404


def test_viewers_leave_nothing_out(signed_in, cast, sample):
    assert leave_out(signed_in(cast.guo), sample).status_code == 403


def test_the_trail_says_which_test_and_why(signed_in, cast, sample):
    sample.leave_out(CRITICAL, "No tool for it", stamp(cast.mei))
    page = signed_in(cast.lin).get("/audit").text
    assert PHYSICAL.criterion(CRITICAL).text.en in page and "No tool for it" in page


def test_a_comparison_says_that_a_critical_test_was_left_out(mei, cast, sample):
    measure(sample, batches_of(sample)[0], PHYSICAL.criterion(MAJOR), cast.mei)
    sample.leave_out(CRITICAL, "No tool for it", stamp())
    other = make_supplier("South Star")
    make_quote(sample.supplier, sample.product), make_quote(other, sample.product)
    rivals = f"supplier={sample.supplier_id}&supplier={other.id}"
    address = f"/comparisons/show?product={sample.product_id}&quantity=100&{rivals}"
    assert "1 critical test left out" in mei.get(mei.get(address).location).text
