"""The price gap of a first contact: held against the middle of the others, and explained where it is low."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from portal import content
from portal.checklists.models.runs import Run
from portal.checklists.models.templates import TemplateVersion
from portal.checklists.rules.judging import NOTHING, judge
from portal.core.rules.stages import Stage
from portal.core.rules.thresholds import Result
from portal.facts import Missing, answers, conditions
from portal.facts.standing import stand, standing_of
from portal.settings.models.rates import FxRate
from tests.cast import NOW, TODAY
from tests.facts.asking import ask_path
from tests.facts.first_contact import CONTACT, ask, judged, on_the_path, quote, rivals
from tests.needs.makers import make_need
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_supplier


@pytest.mark.parametrize(("price", "result"), [("8", "pass"), ("7.99", "warn"), ("7", "warn"), ("6.99", "fail")])
def test_the_landed_cost_is_held_against_the_middle_of_the_others(asked_for, price, result):
    quote(asked_for, price)
    rivals(asked_for[1], "9", "10", "20")
    assert judged(asked_for, "K11") == result
    assert conditions.known(on_the_path(asked_for), CONTACT.items)["price_gap_flagged"] is (result != "pass")


def test_what_a_retired_supplier_quoted_is_no_price_of_the_others(asked_for):
    quote(asked_for, "7")
    rivals(asked_for[1], "10")
    make_quote(make_supplier("Gone", status="retired"), asked_for[1].product, "10")
    assert judged(asked_for, "K11") is Result.unknown


def test_a_price_gap_stays_open_until_a_person_confirms_it(asked_for):
    quote(asked_for, "10")
    rivals(asked_for[1], "10", "10")
    item, found = CONTACT.item("K11"), ask(asked_for, "K11")
    assert judge(item, NOTHING, found.figure, {}, content.policy().lookup(Stage.startup)).result is Result.unknown


def test_the_gap_is_said_with_its_number_of_others(asked_for):
    quote(asked_for, "7.5")
    rivals(asked_for[1], "10", "10")
    places = ask(asked_for, "K11").places
    assert places == {
        "ratio": Decimal("0.75"),
        "gap": Decimal("-0.25"),
        "others": 2,
        "product": "Charger",
        "amber": Decimal("0.8"),
        "red": Decimal("0.7"),
        "compared": None,
        "count": 1,
    }
    make_quote(asked_for[0], make_product("Cup"), "1")
    places = ask_path("K11", asked_for[0]).places
    assert (places["compared"], places["count"]) == (1, 2)


@pytest.mark.parametrize(
    "about",
    [
        {"tax_basis": "excluded"},
        {"tax_basis": "unknown"},
        {"incoterm": "FOB"},
        {"currency": "USD"},
        {"quoted_on": TODAY - timedelta(days=91)},
        {"valid_until": TODAY - timedelta(days=1)},
        {"packing_state": "unknown"},
        {"largest_order": 299},
    ],
)
def test_only_what_is_like_for_like_and_known_counts_among_the_others(asked_for, about):
    quote(asked_for, "7")
    rivals(asked_for[1], "10")
    make_quote(make_supplier("Unlike"), asked_for[1].product, "10", **about)
    assert judged(asked_for, "K11") is Result.unknown
    assert conditions.known(on_the_path(asked_for), CONTACT.items)["price_gap_flagged"] is None


def test_a_foreign_price_counts_by_its_rate(asked_for):
    quote(asked_for, "7")
    rivals(asked_for[1], "10")
    make_quote(make_supplier("Abroad"), asked_for[1].product, "2", currency="USD")
    FxRate.create(base="USD", quote="CNY", value=Decimal(6), on=TODAY, at=NOW)
    assert ask(asked_for, "K11").figure == Decimal("0.636")  # 7 of 11


def test_a_cost_of_which_something_is_unknown_is_not_compared(asked_for):
    written = quote(asked_for, "7", packing_state="unknown")
    rivals(asked_for[1], "10", "10")
    assert ask(asked_for, "K11") == Missing(link=("quotes.show", {"id": str(written.id), "_anchor": "packing-state-0"}))


def test_with_too_few_others_the_product_is_where_quotes_belong(asked_for):
    quote(asked_for, "7")
    rivals(asked_for[1], "10")
    assert ask(asked_for, "K11") == Missing(
        link=("products.show", {"id": str(asked_for[1].product_id), "_anchor": "quotes"})
    )


def test_a_second_quote_of_its_own_is_no_other(asked_for):
    quote(asked_for, "20", quoted_on=TODAY - timedelta(days=1))
    quote(asked_for, "7")
    rivals(asked_for[1], "10")
    assert judged(asked_for, "K11") is Result.unknown


def test_whether_the_price_is_low_decides_if_it_must_be_explained(asked_for):
    quote(asked_for, "10")
    rivals(asked_for[1], "10", "10")
    asked, lookup = on_the_path(asked_for), content.policy().lookup(Stage.startup)
    standing = stand(CONTACT, {}, answers(CONTACT.items, asked, lookup), conditions.known(asked, CONTACT.items), lookup)
    assert not standing.judged["K11"].must
    quote(asked_for, "7.9")
    asked = on_the_path(asked_for)
    assert stand(CONTACT, {}, {}, conditions.known(asked, CONTACT.items), lookup).judged["K11"].must


def test_a_run_of_the_list_asks_whether_the_price_is_low(asked_for):
    quote(asked_for, "10")
    rivals(asked_for[1], "10", "10")
    run = Run(template_version_id=TemplateVersion.newest("contact").id, stage="startup", frozen=None)
    standing = standing_of(run, {}, on_the_path(asked_for))
    assert standing.known == {"price_gap_flagged": False}
    assert not standing.judged["K11"].must


def test_the_costs_are_those_of_the_first_order(asked_for):
    quote(asked_for, breaks=[(1, Decimal(10)), (300, Decimal(7))])
    rivals(asked_for[1], "10", "10")
    assert ask(asked_for, "K11").figure == Decimal("0.7")


def test_a_need_without_a_product_takes_the_lowest_of_all(database):
    supplier, need = make_supplier(), make_need(None)
    for name, price in (("Cup", "9"), ("Mug", "6")):
        product = make_product(name, return_rate=Decimal(0))
        make_quote(supplier, product, price)
        for rival in (f"{name} A", f"{name} B"):
            make_quote(make_supplier(rival), product, "10")
    found = ask_path("K11", supplier, need)
    assert (found.figure, found.places["product"]) == (Decimal("0.6"), "Mug")
