"""The own tests of a sample: added on a small form, measured, judged, printed, changed and taken off."""

from __future__ import annotations

import pytest

from portal.core.models.audit import AuditEvent
from portal.own_tests.models import CategoryTest
from portal.samples.models.measurements import Measurement
from portal.samples.models.rivals import SampleRival
from portal.samples.models.samples import Closed, OwnTestMoved, Sample
from portal.samples.models.verdicts import VerdictProposal
from tests.cast import stamp
from tests.own_tests.makers import POWER, make_category_test, make_own_test
from tests.products.makers import make_product
from tests.samples.makers import batches_of, close, fill, make_sample, put_up, sign, standing
from tests.suppliers.makers import make_category, make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def category(cast):
    return make_category()


@pytest.fixture
def product(category):
    return make_product(category=category)


@pytest.fixture
def sample(product):
    return make_sample(make_supplier(), product)


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


def own(sample):
    return [(test.code, test.name) for test in standing(sample).facts.own if not test.removed]


def add(browser, sample, **about):
    return browser.post(f"/samples/{sample.id}/tests", data=POWER | {"key": "k"} | about)


def weigh(sample, by, *figures):
    for batch, figure in zip(batches_of(sample), figures, strict=True):
        Measurement.put(sample, batch, "T1", {"figure": figure}, "", 0, stamp(by))


def test_a_small_form_adds_a_test_and_it_stands_on_every_sheet(mei, sample):
    assert add(mei, sample).location.endswith(f"/samples/{sample.id}#r-T1")
    assert own(sample) == [("T1", "Output power")]
    for path in ("", "/test", "/print", "/print?blank=1", "/tests"):
        page = mei.get(f"/samples/{sample.id}{path}").text
        assert "Output power" in page and "60–70 W" in page
    assert trail_tells("sample.add_test")
    assert not CategoryTest.select().exists()


def test_sent_twice_it_is_one_test(mei, sample):
    add(mei, sample), add(mei, sample)
    assert len(own(sample)) == 1


@pytest.mark.parametrize(
    ("about", "words"),
    [
        ({"name": ""}, "This field is required"),
        ({"least": "", "most": ""}, "A number needs a limit"),
        ({"least": "80"}, "The least is above the most"),
        ({"least": "many"}, "Enter a number"),
        ({"way": "score", "least": "", "most": ""}, "from which mark on"),
        ({"way": "score", "least": "6", "most": ""}, "from which mark on"),
        ({"name": "Power {W}"}, "Write it without"),
        ({"severity": "grave"}, "Not a valid choice"),
    ],
)
def test_what_cannot_be_judged_is_refused_and_nothing_is_lost(mei, sample, about, words):
    answer = add(mei, sample, **about)
    assert answer.status_code == 422
    assert words in answer.text and "With the meter" in answer.text
    assert own(sample) == []


def test_a_second_of_the_same_name_is_refused(mei, sample):
    add(mei, sample)
    answer = add(mei, sample, key="other", name="output  POWER")
    assert answer.status_code == 422 and "of this name already" in answer.text


def test_yes_or_no_needs_no_limit_and_may_expect_a_no(mei, sample):
    add(mei, sample, name="Does it hum?", way="yes_no", least="", most="", expected="no")
    [test] = standing(sample).facts.own
    assert (test.expected, test.unit, test.least) == (False, "", None)
    assert "should be “no”" in mei.get(f"/samples/{sample.id}").text


def test_its_figures_are_typed_compared_and_decide_by_its_severity(mei, cast, sample):
    add(mei, sample)
    fill(sample, cast.mei)
    assert standing(sample).proposal.outcome == "pass"
    a, b = batches_of(sample)
    for batch, figure in ((a, "64.2 W"), (b, "57.1")):
        seen = Measurement.get(Measurement.batch == batch, Measurement.code == "T1").version
        answer = mei.htmx(f"/samples/{sample.id}/batches/{batch}/T1", data={"v-figure": figure, "seen": seen})
        assert answer.status_code == 200
    page = mei.get(f"/samples/{sample.id}").text
    assert "The rule proposes: Dropped." in page and "Critical, failed: Output power" in page
    assert "7.1 (11.1%)" in page and "more than half of the tolerance (60–70 W)" in page


def test_without_its_figures_the_test_is_not_finished(mei, cast, sample):
    fill(sample, cast.mei)
    add(mei, sample)
    assert standing(sample).proposal.outcome is None
    assert "Still open: Output power" in mei.get(f"/samples/{sample.id}").text


def test_it_is_signed_with_the_rest_and_changes_no_more(mei, cast, sample):
    add(mei, sample)
    fill(sample, cast.mei)
    close(sample, cast.mei, cast.lin)
    assert own(sample) == [("T1", "Output power")]
    assert add(mei, sample, key="other", name="Late thought").status_code == 423
    with pytest.raises(Closed):
        sample.take_off_test("T1", True, stamp(cast.mei))
    assert "Add an own test" not in mei.get(f"/samples/{sample.id}").text


def test_a_new_test_takes_a_verdict_that_is_up_down(mei, cast, sample):
    fill(sample, cast.mei)
    put_up(sample, cast.mei)
    add(mei, sample)
    assert "To be signed" not in mei.get(f"/samples/{sample.id}").text


def test_limits_and_words_change_but_not_the_unit(mei, sample):
    add(mei, sample)
    data = POWER | {"version": 1, "most": "66", "unit": "kW", "way": "yes_no"}
    assert mei.post(f"/samples/{sample.id}/tests/T1", data=data).status_code == 303
    [test] = standing(sample).facts.own
    assert (test.most, test.unit, test.way, test.code) == (66, "W", "number", "T1")
    assert trail_tells("sample.add_test", "sample.change_test")


def test_a_colleague_who_saved_first_is_shown_beside_what_was_typed(mei, sample):
    add(mei, sample)
    sample.change_test("T1", 1, make_own_test("Power at full load"), stamp())
    answer = mei.post(f"/samples/{sample.id}/tests/T1", data=POWER | {"version": 1, "name": "Power, measured"})
    assert answer.status_code == 409
    assert "Power at full load, 60–70 W" in answer.text and 'value="Power, measured"' in answer.text
    with pytest.raises(OwnTestMoved):
        sample.change_test("T1", 1, make_own_test("Power"), stamp())


def test_taken_off_it_goes_with_its_figures_and_comes_back_with_them(mei, cast, sample):
    add(mei, sample)
    weigh(sample, cast.mei, "64", "57")
    answer = mei.post(f"/samples/{sample.id}/tests/T1/remove")
    assert own(sample) == []
    assert "T1" not in [row.criterion.code for row in standing(sample).sheet.rows]
    undo = mei.get(answer.location).text.split('action="/undo/')[1].split('"')[0]
    assert mei.post(f"/undo/{undo}").status_code == 303
    assert own(sample) == [("T1", "Output power")]
    assert standing(sample).row("T1").result == "fail"
    assert trail_tells("sample.take_off_test", "sample.put_back_test")


def test_a_code_that_was_taken_off_is_given_to_no_other(mei, cast, sample):
    add(mei, sample)
    weigh(sample, cast.mei, "64", "57")
    mei.post(f"/samples/{sample.id}/tests/T1/remove")
    add(mei, sample, key="other", name="Noise")
    assert own(sample) == [("T2", "Noise")]
    assert standing(sample).row("T2").result == "unknown"


def test_kept_as_template_the_next_sample_of_the_category_begins_with_it(mei, sample, category, product):
    add(mei, sample, keep="y")
    assert [row.name for row in CategoryTest.of(category.id)] == ["Output power"]
    other = make_sample(make_supplier("South Star"), make_product("Cable", category=category))
    assert own(other) == [("T1", "Output power")]
    elsewhere = make_sample(make_supplier("West"), make_product("Lamp"))
    assert own(elsewhere) == []


def test_kept_twice_in_the_template_nothing_is_added_to_the_sample_either(mei, sample, category):
    make_category_test(category)
    assert add(mei, sample, keep="y").status_code == 422
    assert own(sample) == []


def test_a_sample_keeps_its_copy_whatever_becomes_of_the_template(mei, cast, category, product):
    row = make_category_test(category)
    sample = make_sample(make_supplier(), product)
    weigh(sample, cast.mei, "64", "65")
    about = {"name": "Power", "way": "number", "unit": "W", "least": 80, "most": None, "severity": "minor"}
    row.correct(1, stamp(), **about)
    row.remove(stamp())
    assert own(sample) == [("T1", "Output power")]
    assert standing(sample).row("T1").result == "pass"


def test_beside_another_sample_the_same_test_meets_whatever_its_code(mei, cast, sample, product):
    add(mei, sample)
    weigh(sample, cast.mei, "64", "64")
    other = make_sample(make_supplier("South Star"), product)
    other.add_test(make_own_test("Noise", unit="dB"), stamp())
    other.add_test(make_own_test(), stamp())
    for batch in batches_of(other):
        Measurement.put(other, batch, "T2", {"figure": "61"}, "", 0, stamp(cast.mei))
    SampleRival.take_up(sample, other.id, "", "", stamp())
    part = mei.get(f"/samples/{sample.id}").text.split('id="rivals"')[1].split("</section>")[0]
    line = part.split("Output power")[1].split("</tr>")[0]
    assert ">64<" in line and ">61<" in line


def test_a_viewer_reads_the_tests_and_changes_none(signed_in, cast, sample):
    sample.add_test(make_own_test(), stamp())
    guest = signed_in(cast.guo)
    assert "Output power" in guest.get(f"/samples/{sample.id}/tests").text
    assert add(guest, sample, key="other").status_code == 403


def test_the_pages_cost_the_same_with_many(mei, sample, statements):
    counts = []
    for round in range(2):
        for number in range(round * 5):
            sample.add_test(make_own_test(f"Test {number}"), stamp())
        with statements() as seen:
            for path in ("", "/test", "/print", "/tests"):
                mei.get(f"/samples/{sample.id}{path}")
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_a_verdict_put_up_before_there_were_own_tests_can_be_signed(cast, sample):
    fill(sample, cast.mei)
    put_up(sample, cast.mei)
    offer = VerdictProposal.get()
    VerdictProposal.update(shown={key: value for key, value in offer.shown.items() if key != "own"}).execute()
    assert sign(sample, cast.mei) is False


def test_a_refused_undo_writes_nothing_and_the_verdict_stays_up(mei, cast, sample):
    add(mei, sample)
    answer = mei.post(f"/samples/{sample.id}/tests/T1/remove")
    undo = mei.get(answer.location).text.split('action="/undo/')[1].split('"')[0]
    add(mei, sample, key="other")
    put_up(sample, cast.mei)
    before, events = Sample.get_by_id(sample.id).__data__, AuditEvent.select().count()
    answer = mei.post(f"/undo/{undo}")
    page = mei.get(answer.location).text
    assert "of this name already" in page and "To be signed" in page
    assert (Sample.get_by_id(sample.id).__data__, AuditEvent.select().count()) == (before, events)
