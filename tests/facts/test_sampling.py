"""What the records say of the newest sample of a supplier, judged by the sample list."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from portal import content
from portal.core.rules.stages import Stage
from portal.facts import Missing, Subject, answers, conditions, sampling
from portal.feedback.models import Feedback, FeedbackLink
from portal.samples.models.measurements import Measurement
from portal.samples.models.rivals import SampleRival
from portal.samples.models.samples import Batch
from portal.samples.rules.sampling import Severity
from tests.cast import TODAY, stamp
from tests.facts.asking import ask_path, records
from tests.facts.telling import result, said, sentences
from tests.needs.makers import make_need
from tests.products.makers import make_product, make_quote
from tests.references.makers import make_reference
from tests.samples.makers import PHYSICAL, batches_of, close, code, fill, make_sample
from tests.suppliers.makers import make_supplier

REQUEST = {"quantity": 5, "fee": Decimal(0), "purpose": "Whether it gets hot", "promised_on": TODAY}
ASKED = ("T01", "T02", "T03", "T04", "T05", "T06", "T07", "T09", "T10")


def used(sample, by, days, batch=0):
    key = batches_of(sample)[batch]
    Measurement.put(sample, key, sampling.REAL_USE, {"days": str(days), "critical_faults": "0"}, "", 0, stamp(by))


def invite(sample, answers=0, batch=0, **marks):
    """A link to a batch, and so many answers of people outside."""
    _token, link = FeedbackLink.issue(
        Batch.get_by_id(batches_of(sample)[batch]), max(answers, 1), timedelta(7), stamp()
    )
    given = {"quality": 4, "use": 4, "packing": 4, "buys": "yes"} | marks
    for one in link.codes[:answers]:
        Feedback.give(link, one, stamp(), **given)
    return link


@pytest.mark.parametrize("item", ASKED)
def test_without_a_sample_the_records_cannot_say(supplier, item):
    answer = ask_path(item, supplier)
    assert isinstance(answer, Missing) and result(item, answer) == "unknown"


def test_the_service_attitude_is_left_to_people(supplier):
    with pytest.raises(KeyError):
        ask_path("T08", supplier)


def test_a_request_that_lacks_a_field_fails_and_names_it(app, supplier, product):
    make_sample(supplier, product, **(REQUEST | {"fee": None, "purpose": " "}))
    answer, judged = said(supplier, "T01")
    assert (judged, answer.places["ok"], answer.places["count"]) == ("fail", 4, 6)
    zh, en = sentences(app, "T01", answer)
    assert zh == "应填 6 项，已填 4 项，还缺：样品费、想看出什么"
    assert en == "4 of 6 fields filled; missing: Fee, What it should show"


def test_a_free_sample_has_its_fee_filled(supplier, product):
    make_sample(supplier, product, **(REQUEST | {"purpose": ""}))
    assert said(supplier, "T01")[0].places["missing"] == ("purpose",)


def test_a_request_without_a_batch_number_lacks_it(supplier, product):
    make_sample(supplier, product, batches=(), **REQUEST)
    assert said(supplier, "T01")[0].places["missing"] == ("batch_no",)


def test_a_request_that_does_not_say_how_much_lacks_it(app, supplier, product):
    make_sample(supplier, product, **(REQUEST | {"quantity": None}))
    answer, judged = said(supplier, "T01")
    assert judged == "fail" and answer.places["missing"] == ("quantity",)
    assert sentences(app, "T01", answer)[0].endswith("还缺：数量")


def test_a_request_with_every_field_asked_for_passes(supplier, product):
    make_sample(supplier, product, **REQUEST)
    answer, judged = said(supplier, "T01")
    assert judged == "pass" and answer.places["missing"] == ()


@pytest.mark.parametrize(
    ("batches", "judged"), [((), "unknown"), (("A",), "warn"), (("A", "a"), "warn"), (("A", "B"), "pass")]
)
def test_the_sample_comes_from_at_least_two_different_batches(app, supplier, product, batches, judged):
    make_sample(supplier, product, batches=batches)
    answer, found = said(supplier, "T02")
    assert found == judged
    if batches == ("A", "B"):
        assert sentences(app, "T02", answer) == ("已有 2 个批次：A、B", "2 batches: A, B")


def test_a_removed_batch_does_not_count(supplier, product):
    sample = make_sample(supplier, product)
    Batch.get_by_id(batches_of(sample)[0]).remove(stamp())
    assert said(supplier, "T02")[0].figure == 1


@pytest.mark.parametrize(
    ("late", "judged"), [(-1, "pass"), (2, "pass"), (3, "warn"), (5, "warn"), (6, "fail"), (None, "unknown")]
)
def test_days_late_are_counted_from_the_day_promised(app, supplier, product, late, judged):
    came = None if late is None else TODAY + timedelta(days=late)
    make_sample(supplier, product, promised_on=TODAY, received_on=came)
    answer, found = said(supplier, "T03")
    assert found == judged
    if came:
        assert answer.places["late"] == max(late, 0)
        assert sentences(app, "T03", answer)[1] == f"Promised {TODAY}, received {came}"


def test_a_sample_with_no_day_promised_says_nothing_of_delay(supplier, product):
    make_sample(supplier, product, received_on=TODAY)
    assert said(supplier, "T03")[1] == "unknown"


def test_every_required_criterion_measured_passes(app, cast, supplier, product):
    sample = make_sample(supplier, product, promised_on=TODAY, received_on=TODAY)
    fill(sample, cast.mei)
    answer, judged = said(supplier, "T04")
    assert judged == "pass" and answer.places["ok"] == answer.places["count"]
    assert "missing" not in sentences(app, "T04", answer)[1]


def test_a_required_criterion_left_open_fails_and_is_named_in_words(app, cast, supplier, product):
    sample = make_sample(supplier, product, promised_on=TODAY, received_on=TODAY)
    fill(sample, cast.mei)
    Measurement.delete().where(Measurement.code == sampling.REAL_USE).execute()
    answer, judged = said(supplier, "T04")
    assert judged == "fail" and answer.places["missing"] == (sampling.REAL_USE,)
    zh, en = sentences(app, "T04", answer)
    assert zh.endswith("还缺：真实场景使用") and en.endswith("missing: Real use")


def test_a_criterion_that_is_not_required_may_stay_open(cast, supplier):
    painted = make_product("Painted case", colour_matters=True)
    sample = make_sample(supplier, painted, promised_on=TODAY, received_on=TODAY)
    fill(sample, cast.mei)
    spare = next(one.code for one in PHYSICAL.criteria if not one.required)
    assert Measurement.delete().where(Measurement.code == spare).execute() == 2
    assert said(supplier, "T04")[1] == "pass"


@pytest.mark.parametrize(("days", "judged"), [(2, "fail"), (3, "warn"), (6, "warn"), (7, "pass")])
def test_the_longest_use_by_one_tester_is_judged(app, cast, supplier, product, days, judged):
    sample = make_sample(supplier, product)
    used(sample, cast.mei, days), used(sample, cast.lin, 1, batch=1)
    answer, found = said(supplier, "T05")
    assert (found, answer.figure, answer.places["testers"]) == (judged, days, 2)
    assert sentences(app, "T05", answer)[1] == f"{days} days, 2 testers"


def test_days_of_use_nobody_wrote_down_are_unknown(supplier, product):
    make_sample(supplier, product)
    assert said(supplier, "T05")[1] == "unknown"


@pytest.mark.parametrize(("answered", "judged"), [(0, "fail"), (1, "warn"), (2, "warn"), (3, "pass")])
def test_people_outside_who_answered_through_a_link_are_counted(app, supplier, product, answered, judged):
    invite(make_sample(supplier, product), answered, quality=5)
    answer, found = said(supplier, "T06")
    assert (found, answer.figure) == (judged, answered)
    mean = ", mean score 4.3" if answered else ""
    assert sentences(app, "T06", answer)[1] == f"{answered} replies{mean}"


def test_nobody_invited_is_unknown(supplier, product):
    make_sample(supplier, product)
    assert said(supplier, "T06")[1] == "unknown"


def test_answers_about_a_removed_batch_do_not_count(supplier, product):
    sample = make_sample(supplier, product)
    invite(sample, 3), invite(sample, 1, batch=1)
    Batch.get_by_id(batches_of(sample)[0]).remove(stamp())
    assert said(supplier, "T06")[0].figure == 1


@pytest.mark.parametrize(("severity", "failing"), [(Severity.critical, False), (Severity.major, True)])
def test_a_sheet_that_leaves_out_a_critical_or_failed_test_is_not_done(cast, supplier, product, severity, failing):
    sample, test = make_sample(supplier, product, promised_on=TODAY, received_on=TODAY), code(severity)
    fill(sample, cast.mei, [test] if failing else [])
    sample.leave_out(test, "No tool for it", stamp())
    answer, judged = said(supplier, "T04")
    assert (answer.names, judged) == ((test,), "unknown")


def test_the_newest_sample_of_the_product_looked_for_is_asked(supplier, product):
    make_sample(supplier, product, batches=("A",), asked_on=TODAY - timedelta(days=9))
    make_sample(supplier, product)
    make_sample(supplier, make_product("Cable"), batches=("A", "B", "C"))
    make_sample(make_supplier("South"), product, batches=("A", "B", "C", "D"))
    assert ask_path("T02", supplier, make_need(product)).figure == 2


def test_the_whole_list_costs_the_same_however_many_batches_and_testers(cast, supplier, product, statements):
    items = next(one for one in content.checklists().values() if one.key == "sample").items

    def cost():
        here = replace(records(), subject=Subject(supplier.id, make_need(product).id))
        with statements() as seen:
            answers(items, here, content.policy().lookup(Stage.startup))
            conditions.known(here, content.checklists()["sample"].items)
        return len(seen)

    make_quote(supplier, product)
    invite(make_sample(supplier, product, batches=("A",)), 1)
    first = cost()
    many = make_sample(supplier, product, batches=tuple("ABCDEF"))
    used(many, cast.mei, 3), used(many, cast.lin, 4)
    invite(many, 9), invite(many, 9, batch=1), make_quote(supplier, product, "8")
    assert cost() == first <= 15


def test_a_signed_sample_is_read_as_it_was_signed(cast, supplier, product):
    sample = make_sample(supplier, product, promised_on=TODAY, received_on=TODAY)
    fill(sample, cast.mei)
    close(sample, cast.mei, cast.lin)
    assert [said(supplier, item)[1] for item in ("T02", "T03", "T04", "T05")] == ["pass"] * 4


def test_a_sample_held_against_another_suppliers_one_is_compared(app, cast, supplier, product):
    sample = make_sample(supplier, product)
    assert said(supplier, "T07")[1] == "unknown"
    rival = SampleRival.add(stamp(), sample=sample, name="The one we sell now", note="", by=cast.mei)
    assert said(supplier, "T07")[1] == "fail"
    rival.amend(1, stamp(), note="Ours runs cooler")
    answer, judged = said(supplier, "T07")
    assert (judged, answer.figure, answer.places["names"]) == ("pass", 1, ("The one we sell now",))
    assert all("The one we sell now" in text for text in sentences(app, "T07", answer))


def test_a_whole_reference_in_date_is_ready_and_what_lacks_is_named(app, cast, supplier, product):
    sample = make_sample(supplier, product)
    assert said(supplier, "T09")[1] == "unknown"
    make_reference(sample, cast.mei, photo=False, keeper=None)
    answer, judged = said(supplier, "T09")
    assert judged == "fail"
    assert sentences(app, "T09", answer)[1].endswith("missing: photos or files, a keeper")


def test_a_reference_of_an_older_sample_of_the_product_counts(cast, supplier, product):
    make_reference(make_sample(supplier, product), cast.mei)
    make_sample(supplier, product)
    assert said(supplier, "T09")[1] == "pass"
    make_sample(supplier, make_product("Another"))
    assert said(supplier, "T09")[1] == "unknown"
