"""The verdict on the page: what the rule proposes, what people sign."""

from __future__ import annotations

import pytest

from portal.samples.models.samples import Sample
from portal.samples.rules.sampling import Severity
from tests.products.makers import make_product
from tests.samples.makers import PHYSICAL, batches_of, close, code, fill, make_sample, measure
from tests.suppliers.makers import make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def sample(cast):
    return make_sample(make_supplier(), make_product())


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


@pytest.fixture
def lin(signed_in, cast):
    return signed_in(cast.lin)


def rev(sample):
    return Sample.get_by_id(sample.id).rev


def put_up(browser, sample, verdict="pass", **about):
    return browser.post(f"/samples/{sample.id}/verdict", data={"version": rev(sample), "verdict": verdict} | about)


def sign(browser, sample, **about):
    return browser.post(f"/samples/{sample.id}/sign", data={"version": rev(sample)} | about)


def reopen(browser, sample, **about):
    return browser.post(f"/samples/{sample.id}/reopen", data={"version": rev(sample)} | about)


def test_nothing_is_proposed_while_required_criteria_are_open(mei, sample):
    page = mei.get(f"/samples/{sample.id}").text
    assert "The rule cannot say yet." in page and "required criteria are open" in page


def test_a_sheet_that_keeps_to_every_limit_is_proposed_to_pass(mei, cast, sample):
    fill(sample, cast.mei)
    assert "The rule proposes: Passed." in mei.get(f"/samples/{sample.id}").text


@pytest.mark.parametrize(("severity", "verdict"), [(Severity.critical, "Dropped"), (Severity.major, "Retest")])
def test_a_failure_decides_by_its_severity_and_is_named(mei, cast, sample, severity, verdict):
    fill(sample, cast.mei, failing={code(severity)})
    page = mei.get(f"/samples/{sample.id}").text
    assert f"The rule proposes: {verdict}." in page
    assert f"failed: {PHYSICAL.criterion(code(severity)).text.en}" in page


def test_a_verdict_other_than_the_rules_needs_a_reason(mei, sample):
    answer = put_up(mei, sample)
    assert answer.status_code == 422 and "give the reason" in answer.text
    assert put_up(mei, sample, reason="Known for years").status_code == 303
    assert "Known for years" in mei.get(f"/samples/{sample.id}").text


def test_two_accounts_close_a_test_and_one_account_does_not(mei, lin, cast, sample):
    fill(sample, cast.mei)
    put_up(mei, sample)
    assert sign(mei, sample).status_code == 303
    again = sign(mei, sample)
    assert again.status_code == 422 and "You have signed already" in again.text
    assert sign(lin, sample).status_code == 303
    page = mei.get(f"/samples/{sample.id}").text
    assert Sample.get().verdict == "pass" and "signed and frozen" in page


def test_a_verdict_is_everybodys_to_do_until_two_have_signed(mei, lin, cast, sample):
    waits = f"the verdict on {sample.product.name} waits for signature"
    fill(sample, cast.mei)
    assert waits not in lin.get("/?all=1").text
    put_up(mei, sample)
    assert waits in lin.get("/?all=1").text
    sign(mei, sample)
    sign(lin, sample)
    assert waits not in lin.get("/?all=1").text
    assert trail_tells("sample.put_up", "sample.sign")


def test_one_admin_alone_needs_a_written_reason_and_a_buyer_cannot(mei, lin, cast, sample):
    fill(sample, cast.mei)
    put_up(mei, sample)
    sign(mei, sample, alone="I am alone")
    assert Sample.get().verdict is None
    sign(lin, sample, alone="Everybody is at the fair")
    assert Sample.get().verdict == "pass"
    assert "Everybody is at the fair" in mei.get(f"/samples/{sample.id}").text


def test_who_signs_what_changed_meanwhile_is_shown_how_it_stands(mei, lin, cast, sample):
    fill(sample, cast.mei)
    put_up(mei, sample)
    seen = rev(sample)
    measure(sample, batches_of(sample)[0], PHYSICAL.criterion(code(Severity.minor)), cast.mei, failing=True)
    answer = lin.post(f"/samples/{sample.id}/sign", data={"version": seen, "alone": "Nobody else"})
    assert answer.status_code == 409
    assert "Nothing was signed" in answer.text
    assert Sample.get().verdict is None


def test_a_verdict_put_up_from_an_older_page_keeps_what_was_typed(mei, cast, sample):
    seen = rev(sample)
    fill(sample, cast.lin)
    data = {"version": seen, "verdict": "retest", "reason": "The colour is off"}
    answer = mei.post(f"/samples/{sample.id}/verdict", data=data)
    assert answer.status_code == 409 and "The colour is off" in answer.text


def test_a_signed_test_opens_again_only_for_an_admin_with_a_reason(mei, lin, cast, sample):
    fill(sample, cast.mei)
    close(sample, cast.mei, cast.lin)
    assert reopen(mei, sample, reason="x").status_code == 403
    assert reopen(lin, sample).status_code == 422
    assert reopen(lin, sample, reason="New batch").status_code == 303
    page = mei.get(f"/samples/{sample.id}").text
    assert "opened the test again" in page and "New batch" in page
    assert put_up(mei, sample).status_code == 303


def test_a_signed_page_shows_what_was_signed_whatever_changed_since(mei, cast, sample):
    fill(sample, cast.mei)
    close(sample, cast.mei, cast.lin)
    before = mei.get(f"/samples/{sample.id}").text.count("<tr>")
    sample.product.powered = True
    sample.product.save()
    assert mei.get(f"/samples/{sample.id}").text.count("<tr>") == before


def test_the_address_of_a_refused_verdict_leads_back_to_the_sample(signed_in, cast):
    sample = make_sample(make_supplier(), make_product())
    answer = signed_in(cast.mei).get(f"/samples/{sample.id}/verdict")
    assert (answer.status_code, answer.location) == (303, f"/samples/{sample.id}#verdict")
