"""What the records say of the newest sample of a supplier, judged by the sample list."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from portal import content
from portal.checklists.pages.item_box import missing_records
from portal.checklists.rules.conditions import is_must
from portal.core.rules.stages import Stage
from portal.facts import Missing, Subject, answers, conditions, sampling
from portal.feedback.models import Feedback, FeedbackLink
from portal.samples.models.measurements import Measurement
from portal.samples.models.rivals import SampleRival
from portal.samples.models.samples import Batch, Sample
from portal.samples.models.verdicts import reopen
from portal.samples.rules.sampling import Severity
from portal.settings.models.rates import FxRate
from tests.cast import NOW, TODAY, stamp
from tests.facts.asking import ask_path, records
from tests.facts.telling import CODE, item_of, result, sentences
from tests.needs.makers import make_need
from tests.products.makers import make_product, make_quote
from tests.references.makers import make_reference
from tests.samples.makers import PHYSICAL, batches_of, close, code, fill, make_sample, put_up, sign
from tests.suppliers.makers import make_supplier

REQUEST = {"quantity": 5, "fee": Decimal(0), "purpose": "Whether it gets hot", "promised_on": TODAY}
ASKED = ("T01", "T02", "T03", "T04", "T05", "T06", "T07", "T09", "T10")


@pytest.fixture
def supplier(database):
    return make_supplier()


@pytest.fixture
def product(database):
    return make_product()


def said(supplier, item):
    """The answer to an item, which always leads to the sample, and how the list judges it."""
    answer = ask_path(item, supplier)
    assert answer.link[0] == "samples.show"
    return answer, result(item, answer)


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


@pytest.mark.parametrize(("severity", "failing"), [(Severity.critical, False), (Severity.major, True)])
def test_a_sheet_that_leaves_out_a_critical_or_failed_test_is_not_done(cast, supplier, product, severity, failing):
    sample, test = make_sample(supplier, product, promised_on=TODAY, received_on=TODAY), code(severity)
    fill(sample, cast.mei, [test] if failing else [])
    sample.leave_out(test, "No tool for it", stamp())
    answer, judged = said(supplier, "T04")
    assert (answer.names, judged) == ((test,), "unknown")


def test_a_verdict_that_was_taken_back_is_signed_by_nobody(cast, supplier, product):
    sample = make_sample(supplier, product, promised_on=TODAY, received_on=TODAY)
    fill(sample, cast.mei)
    close(sample, cast.mei, cast.lin, "retest")
    assert said(supplier, "T10")[0].places["signers"] == 2
    reopen(sample.id, "Typed wrong", Sample.get_by_id(sample.id).rev, stamp(cast.lin, NOW))
    assert isinstance(said(supplier, "T10")[0], Missing)


def test_the_newest_sample_of_the_product_looked_for_is_asked(supplier, product):
    make_sample(supplier, product, batches=("A",), asked_on=TODAY - timedelta(days=9))
    make_sample(supplier, product)
    make_sample(supplier, make_product("Cable"), batches=("A", "B", "C"))
    make_sample(make_supplier("South"), product, batches=("A", "B", "C", "D"))
    assert ask_path("T02", supplier, make_need(product)).figure == 2


def above(supplier, need, stage="startup"):
    here = replace(records(stage), subject=Subject(supplier.id, need and need.id))
    return conditions.known(here, content.checklists()["sample"].items)["above_trial_cap"]


@pytest.mark.parametrize(("price", "larger"), [("10", False), ("10.01", True)])
def test_a_first_order_above_the_trial_cap_is_told_by_the_quote(supplier, product, price, larger):
    make_quote(supplier, product, price)
    need = make_need(product, first_order=200)
    assert above(supplier, need) is larger
    assert above(supplier, need, "growth") is False
    assert is_must(item_of("T02"), {"above_trial_cap": larger}) is larger


def test_a_first_order_nobody_can_price_is_not_known_to_be_below_the_cap(supplier, product):
    assert above(supplier, None) is None
    need = make_need(product, first_order=300)
    assert above(supplier, need) is None
    make_quote(supplier, product, "1", valid_until=TODAY - timedelta(days=1), quoted_on=TODAY - timedelta(days=9))
    assert above(supplier, need) is None
    make_quote(supplier, product, "1")
    assert above(supplier, make_need(product, first_order=None)) is None
    assert above(supplier, make_need(None)) is None


def test_an_unknown_fee_may_lift_a_first_order_above_the_cap(supplier, product):
    make_quote(supplier, product, "1", packing_state="unknown")
    assert above(supplier, make_need(product)) is None
    make_quote(supplier, product, "7", packing_state="unknown")
    assert above(supplier, make_need(product)) is True


def test_a_quote_in_another_currency_is_turned_into_that_of_the_cap(supplier, product):
    make_quote(supplier, product, "1", currency="USD")
    need = make_need(product)
    assert above(supplier, need) is None
    FxRate.record("USD", "CNY", Decimal(7), TODAY, "", stamp())
    assert above(supplier, need) is True


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
