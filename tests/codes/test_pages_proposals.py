"""The tested codes of a batch say what the sheet asks of them: first success, repeats and survival, with how many."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal

import pytest

from portal.codes.queries import summary
from portal.samples.models.measurements import Measurement
from tests.cast import NOW, TODAY
from tests.codes.makers import batch_of, invented, make_check, make_codes, make_digital
from tests.suppliers.makers import make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def sample(cast):
    return make_digital(make_supplier("Quay"))


def says(sample, criterion):
    return next(codes for codes in summary(sample, TODAY) if codes.number == "A").answer(criterion)


def line(browser, sample, code):
    page = browser.get(f"/samples/{sample.id}/test?batch={batch_of(sample).id}").text
    return page.split(f'id="{code}"')[1].split("</li>")[0]


def take_over(browser, text):
    """The form beside a line, sent as it stands."""
    form = text.split("</form>")[0]
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', form))
    return browser.post(re.search(r'action="([^"]+)"', form)[1], data=fields)


@pytest.mark.parametrize("criterion", ["DG02", "DG06", "DG07"])
def test_without_tested_codes_nothing_is_known(sample, criterion):
    assert says(sample, criterion) is None
    make_codes(batch_of(sample), invented(3), result="untested")
    assert says(sample, criterion) is None
    assert says(sample, "DG03") is None


def test_first_success_is_the_share_of_the_tested_ones(sample):
    make_codes(batch_of(sample), invented(18))
    make_codes(batch_of(sample), invented(2, 50), result="dead")
    make_codes(batch_of(sample), invented(5, 90), result="untested")
    said = says(sample, "DG02")
    assert (said.figures, said.of, said.open) == ({"success": Decimal(90)}, 20, 5)


def test_nearly_all_never_reads_as_all(sample):
    make_codes(batch_of(sample), invented(299))
    make_codes(batch_of(sample), invented(1, 400), result="dead")
    assert says(sample, "DG02").figures == {"success": Decimal("99.6")}


def test_repeats_used_ones_and_codes_seen_elsewhere_count_once_each(sample):
    make_codes(batch_of(sample), invented(4))
    make_codes(batch_of(sample), invented(1))  # the first again
    make_codes(batch_of(sample), invented(1, 70), result="used")
    make_codes(batch_of(sample, 1), invented(1, 70))  # and in the other batch
    said = says(sample, "DG06")
    assert (said.figures, said.of) == ({"found": Decimal(2)}, 6)


def test_none_found_is_no_answer_while_some_are_untested(sample):
    make_codes(batch_of(sample), invented(4))
    assert says(sample, "DG06").figures == {"found": Decimal(0)}
    make_codes(batch_of(sample), invented(1, 70), result="untested")
    assert says(sample, "DG06").figures == {}


def test_survival_is_said_of_the_days_that_were_checked(sample):
    batch = batch_of(sample)
    make_codes(batch, invented(20), on=TODAY - timedelta(days=10))
    assert says(sample, "DG07") is None
    make_check(batch, 1, 20, 20, on=TODAY - timedelta(days=9))
    make_check(batch, 7, 20, 19, on=TODAY - timedelta(days=3))
    said = says(sample, "DG07")
    assert (said.figures, said.of) == ({"d1": Decimal(100), "d7": Decimal(95)}, 20)


def test_the_sheet_proposes_it_with_the_number_and_the_way_to_the_codes(signed_in, cast, sample):
    mei, batch = signed_in(cast.mei), batch_of(sample)
    assert "The codes on file say nothing yet." in line(mei, sample, "DG02")
    assert "Take over" not in line(mei, sample, "DG02")
    make_codes(batch, invented(19))
    make_codes(batch, invented(1, 50), result="dead")
    text = line(mei, sample, "DG02")
    assert re.search(r"The tested codes say: .*95.* \(of 20\)\.", text)
    assert f'href="/samples/{sample.id}/batches/{batch.id}/codes"' in text
    assert not Measurement.select().exists()
    assert take_over(mei, text).status_code == 303
    assert Measurement.get().values == {"success": "95"}
    assert "Take over" not in line(mei, sample, "DG02")
    assert "The tested codes" not in line(mei, sample, "DG03")


def test_what_was_entered_against_the_tested_codes_is_said_beside_them(signed_in, cast, sample):
    """A sheet does not pass at 100 while its own codes failed; who rounds is not told so."""
    batch = batch_of(sample)
    make_codes(batch, invented(18))
    make_codes(batch, invented(3, 50), result="dead")
    Measurement.create(batch=batch, code="DG02", tester=cast.mei, values={"success": "100"}, at=NOW)
    Measurement.create(batch=batch, code="DG02", tester=cast.lin, values={"success": "86"}, at=NOW)
    address = f"/samples/{sample.id}"
    said = "Mei Chen entered 100%, the tested codes say 85.7% (of 21)."
    seen = signed_in(cast.mei).get(address).text
    assert said in seen and said in signed_in(cast.mei).get(f"{address}/print").text
    assert "entered 86%" not in seen
    assert (
        "Mei Chen填的是 100%，卡码测试是 85.7%（查了 21 个），两边对不上。"
        in signed_in(cast.mei, "zh").get(address).text
    )
