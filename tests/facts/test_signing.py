"""What the newest agreement with a supplier states, judged by the agreement list."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from portal import content
from portal.agreements.models import CLAUSE, Agreement
from portal.checklists.rules.conditions import met
from portal.core.rules.stages import Stage
from portal.facts import Missing, Subject, answers, conditions
from tests.agreements.makers import make_agreement, written
from tests.cast import TODAY
from tests.facts.asking import ask_path, records
from tests.facts.telling import item_of, result, sentences
from tests.products.makers import make_product
from tests.references.makers import make_reference
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_supplier

# Each list item that asks for clauses, one that is core of branded goods with a data link, and what that is called.
CLAUSES = {
    "A03": ("price_notice_days", "调价提前通知", "Notice of price changes"),
    "A04": ("lead_time_days", "交期", "Lead time"),
    "A05": ("risk_transfer", "风险转移点", "Passing of risk"),
    "A06": ("return_days", "退换期限", "Return period"),
    "A07": ("inspection_rule", "抽检不合格的处理", "Rule for a failed inspection"),
    "A08": ("late_penalty", "逾期违约金（每日）", "Late delivery penalty per day"),
    "A09": ("payment_terms", "付款方式", "Payment terms"),
    "A10": ("wrong_price_rule", "错价怎么处理", "Rule for a wrong price"),
    "A11": ("brand_licence", "品牌授权", "Brand licence"),
    "A12": ("term_end", "协议到期日", "End date of the agreement"),
}


@pytest.fixture
def supplier(database):
    return make_supplier(country="CN")


def said(supplier, item):
    answer = ask_path(item, supplier)
    return answer, result(item, answer)


@pytest.mark.parametrize("item", CLAUSES)
def test_without_an_agreement_the_records_cannot_say(supplier, item):
    make_agreement(make_supplier("South"))
    assert said(supplier, item)[1] == "unknown"


def test_the_contract_party_is_not_kept_so_people_compare_it_with_the_licence(supplier):
    make_agreement(supplier)
    with pytest.raises(KeyError):
        ask_path("A01", supplier)


@pytest.mark.parametrize("item", CLAUSES)
def test_an_agreement_that_states_every_core_clause_passes(app, supplier, item):
    agreement = make_agreement(supplier)
    answer, judged = said(supplier, item)
    assert (judged, answer.link) == ("pass", ("agreements.show", {"id": str(agreement.id)}))
    count = answer.places["count"]
    assert sentences(app, item, answer) == (
        f"有效的协议：应写 {count} 条，已写 {count} 条",
        f"The agreement in force: {count} of {count} clauses stated",
    )


@pytest.mark.parametrize("item", CLAUSES)
def test_a_core_clause_left_out_fails_and_is_named(app, supplier, item):
    key, chinese, english = CLAUSES[item]
    make_agreement(supplier, lacking=[key], ends_on=None, branded="yes", feed="yes")
    answer, judged = said(supplier, item)
    assert (judged, answer.places["missing"]) == ("fail", (key,))
    zh, en = sentences(app, item, answer)
    assert zh.endswith(f"还缺：{chinese}") and en.endswith(f"missing: {english}")


def test_a_clause_that_is_not_core_is_neither_counted_nor_missing(supplier):
    make_agreement(supplier, lacking=["price_tiers", "price_rebate_pct"])
    answer, judged = said(supplier, "A03")
    assert (judged, answer.places["count"]) == ("pass", 2)


def test_a_clause_set_aside_with_its_reason_leaves_the_count(supplier):
    make_agreement(supplier, clauses=written() | {"price_tax_basis": {"na": True, "note": "No tax"}})
    answer, judged = said(supplier, "A03")
    assert (judged, answer.places["count"]) == ("pass", 1)
    make_agreement(supplier, clauses=written() | {"price_tax_basis": {"na": True}})
    assert said(supplier, "A03")[1] == "fail"


def test_clauses_that_are_all_set_aside_prove_nothing(supplier):
    keys = item_of("A07").rule.params["keys"]
    make_agreement(supplier, clauses=written(keys) | {key: {"na": True, "note": "Food"} for key in keys})
    assert said(supplier, "A07")[1] == "unknown"


def test_a_clause_is_core_for_the_goods_that_ask_for_it(supplier):
    make_agreement(supplier, lacking=["bad_code_hours"], goods="physical")
    assert said(supplier, "A06")[1] == "pass"
    make_agreement(supplier, lacking=["bad_code_hours"], goods="digital")
    assert said(supplier, "A06")[1] == "fail"


@pytest.mark.parametrize(("feed", "judged"), [("", "unknown"), ("yes", "fail"), ("no", "unknown")])
def test_while_nobody_says_whether_a_clause_is_core_the_records_cannot_say(supplier, feed, judged):
    make_agreement(supplier, lacking=["wrong_price_rule"], feed=feed)
    assert said(supplier, "A10")[1] == judged


@pytest.mark.parametrize(("country", "judged"), [("CN", "pass"), ("", "unknown"), ("DE", "fail")])
def test_without_a_country_nobody_knows_whether_the_trade_term_is_missing(database, country, judged):
    supplier = make_supplier(country=country)
    make_agreement(supplier, lacking=["trade_term"])
    assert said(supplier, "A05")[1] == judged


def test_the_end_among_the_days_of_the_agreement_states_its_end(supplier):
    make_agreement(supplier, lacking=["term_end"])
    assert said(supplier, "A12")[1] == "pass"
    make_agreement(supplier, lacking=["term_end"], ends_on=None)
    assert said(supplier, "A12")[0].places["missing"] == ("term_end",)


@pytest.mark.parametrize("code", ["A02", *CLAUSES])
def test_the_agreement_in_force_is_judged_whatever_is_drafted_beside_it(cast, supplier, code):
    make_reference(make_sample(supplier, make_product()), cast.mei)
    in_force = make_agreement(supplier, lacking=["return_days"])
    (
        make_agreement(supplier, signed_on=None, sent_on=None),
        make_agreement(supplier, starts_on=TODAY + timedelta(days=1)),
    )
    make_agreement(supplier, ends_on=TODAY - timedelta(days=1))
    answer, judged = said(supplier, code)
    assert (answer.link[1]["id"], answer.places["state"]) == (str(in_force.id), "in_force")
    assert judged == ("fail" if code in ("A02", "A06") else "pass")


@pytest.mark.parametrize(
    ("about", "state", "words"),
    [
        ({"signed_on": None, "sent_on": None}, "draft", ("协议草稿", "Draft agreement")),
        ({"signed_on": None}, "sent", ("已发出、还没签的协议", "Agreement sent, not signed")),
        ({"starts_on": TODAY + timedelta(days=1)}, "signed", ("已签、还没生效的协议", "Agreement signed, not begun")),
    ],
)
def test_without_one_in_force_the_draft_is_judged_and_called_that(app, supplier, about, state, words):
    make_agreement(supplier, ends_on=TODAY - timedelta(days=1))
    assert said(supplier, "A06")[1] == "unknown"
    make_agreement(supplier, lacking=["return_days"], **about)
    make_agreement(supplier, **about)
    answer, judged = said(supplier, "A06")
    assert (judged, answer.places["state"]) == ("pass", state)
    zh, en = sentences(app, "A06", answer)
    assert zh.startswith(f"{words[0]}：") and en.startswith(f"{words[1]}: ")


def test_of_two_in_force_the_one_signed_last_is_judged(supplier):
    make_agreement(supplier, lacking=["return_days"], signed_on=TODAY)
    make_agreement(supplier)
    assert said(supplier, "A06")[1] == "fail"


def known(supplier):
    return conditions.known(replace(records(), subject=Subject(supplier.id)), content.checklists()["agreement"].items)


@pytest.mark.parametrize(("feed", "holds"), [("yes", True), ("no", False), ("", None)])
def test_the_clause_of_a_data_link_is_a_must_and_without_one_it_is_not_asked_for(supplier, feed, holds):
    assert known(supplier)["feed_in_use"] is None
    make_agreement(supplier, feed=feed)
    assert known(supplier)["feed_in_use"] is holds
    assert item_of("A10").must
    assert met(item_of("A10").applies_when, known(supplier)) is (holds is not False)


@pytest.mark.parametrize(
    ("about", "holds"),
    [
        ({"goods": "digital"}, True),
        ({"goods": "both", "branded": "no", "custom": "no"}, True),
        ({"branded": "yes"}, True),
        ({"custom": "yes", "branded": "no"}, True),
        ({"branded": "no", "custom": "no"}, False),
        ({"branded": "no"}, None),
        ({}, None),
    ],
)
def test_digital_branded_and_custom_goods_make_their_source_a_must(supplier, about, holds):
    assert known(supplier)["source_sensitive_goods"] is None
    make_agreement(supplier, **about)
    assert known(supplier)["source_sensitive_goods"] is holds
    assert item_of("A11").must
    assert met(item_of("A11").applies_when, known(supplier)) is (holds is not False)


def test_the_whole_list_costs_the_same_however_many_agreements_there_are(cast, supplier, statements):
    items = next(one for one in content.checklists().values() if one.key == "agreement").items

    def cost():
        here = replace(records(), subject=Subject(supplier.id))
        with statements() as seen:
            said = answers(items, here, content.policy().lookup(Stage.startup))
            conditions.known(here, content.checklists()["agreement"].items)
        assert not any(isinstance(one, Missing) for one in said.values())
        return len(seen)

    make_reference(make_sample(supplier, make_product()), cast.mei)
    make_agreement(supplier)
    first = cost()
    for day in range(5):
        make_agreement(supplier, signed_on=TODAY - timedelta(days=day))
        make_agreement(make_supplier(f"S{day}"))
    assert cost() == first <= 5


def test_an_agreement_that_cites_a_whole_reference_and_states_tolerances_is_ready(app, cast, supplier):
    row = make_agreement(supplier)
    assert result("A02", ask_path("A02", supplier)) == "unknown"
    number = make_reference(make_sample(supplier, make_product()), cast.mei).number
    assert result("A02", ask_path("A02", supplier)) == "fail"
    clauses = row.clauses | {CLAUSE: {"value": number}, "tolerance": {"value": "±2 mm"}}
    Agreement.update(clauses=clauses).where(Agreement.id == row.id).execute()
    answer = ask_path("A02", supplier)
    assert (result("A02", answer), answer.places["number"]) == ("pass", number)
    assert all(number in text for text in sentences(app, "A02", answer))
    Agreement.update(clauses=clauses | {"tolerance": {}}).where(Agreement.id == row.id).execute()
    assert ask_path("A02", supplier).places["missing"] == ("tolerance",)


@pytest.mark.parametrize(("goods", "judged"), [("digital", "pass"), ("physical", "fail"), ("both", "fail")])
def test_digital_goods_have_no_tolerances_to_state(cast, supplier, goods, judged):
    number = make_reference(make_sample(supplier, make_product()), cast.mei).number
    make_agreement(supplier, goods=goods, clauses={CLAUSE: {"value": number}})
    assert said(supplier, "A02")[1] == judged
