"""A basket warns of what a comparison warns of: prices that are too low, and what fails or was never checked."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from portal.products.models import Product
from portal.settings.models.categories import Category
from tests.baskets.makers import two
from tests.cast import TODAY
from tests.comparisons.makers import make_goods, make_offer, make_paper, make_rival, make_verdict
from tests.suppliers.makers import make_note

pytestmark = pytest.mark.usefixtures("noon")


def whole(market):
    """Samples of all that is offered have passed, and nothing else is open."""
    goods, rivals = market
    for one in goods:
        for rival in rivals:
            make_verdict(rival, one)
    return market


@pytest.fixture
def rivalry(goods, rivals):
    """Both sell both at nearly one price; a third, who is not in the basket, sells the charger as well."""
    other = make_rival("East")
    for one in goods:
        make_offer(rivals[0], one, "10"), make_offer(rivals[1], one, "10.2"), make_offer(other, one, "10.4")
    return whole((goods, rivals))


def test_nothing_is_open_where_everything_was_checked(read, rivalry):
    page = read(two(rivalry))
    assert "Nothing is open." in page
    assert "the cheapest way" in page


def test_a_price_far_below_the_others_says_its_share_its_line_and_beside_how_many(read, rivalry):
    goods, rivals = rivalry
    make_offer(rivals[1], goods[1], "5")
    page = read(two(rivalry))
    assert "51% under 2 other prices (limit 30%)" in page
    assert "South, Cable: Landed cost ¥5.10 is 51% under ¥10.4040, the middle of 2 other quotes" in page
    assert f"/products/{goods[1].id}?quantity=100#offers" in page
    assert "This may still turn: the price of South for Cable may leave something out" in page
    assert "the cheapest way" not in page


def test_what_only_one_other_quotes_cannot_be_judged_and_that_is_said(read, market):
    assert "Only one other price, so nobody can say whether one is too low: Cable." in read(two(whole(market)))


def test_a_licence_that_is_missing_or_has_run_out_is_said_of_the_supplier(read, goods):
    bare, late = make_rival("Bare", licence=False), make_rival("Late", licence=False)
    make_paper(late, "licence", TODAY - timedelta(days=1))
    for one in goods:
        make_offer(bare, one, "10"), make_offer(late, one, "9")
    page = read(two((goods, (bare, late))))
    assert "Bare: no valid Business licence on file." in page
    assert "Late: Business licence has run out." in page
    assert f"/suppliers/{late.id}#documents" in page
    assert "Do not order it yet. Late: Business licence has run out." in page


def test_what_is_said_of_a_chosen_supplier_is_not_said_of_it_again_among_the_others(read, goods, rivals):
    bare, void = make_rival("Bare", licence=False), make_rival("Void", licence=False)
    make_offer(bare, goods[0], "10"), make_offer(bare, goods[1], "30")
    make_offer(rivals[0], goods[1], "20"), make_offer(void, goods[1], "40")
    page = read(two((goods, (bare, rivals[0], void))))
    assert "Bare: no valid Business licence on file." in page
    assert "Void: no valid Business licence on file." in page
    assert "Bare and Void: no valid" not in page


def test_a_paper_that_the_goods_ask_for_is_said_with_the_goods(read, goods, rivals):
    Product.update(powered=True).where(Product.id == goods[0].id).execute()
    for one in goods:
        make_offer(rivals[0], one, "10")
    assert "North: no valid Certificate on file (Charger)." in read(two((goods, rivals)))


def test_a_paper_without_an_end_is_not_valid(read, goods, rivals):
    Product.update(powered=True).where(Product.id == goods[0].id).execute()
    make_paper(rivals[0], "certificate", None)
    make_offer(rivals[0], goods[0], "10"), make_offer(rivals[0], goods[1], "10")
    assert "North: no valid Certificate on file (Charger)." in read(two((goods, rivals)))


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("drop", "Do not order it yet. North: sample failed (Charger)."),
        ("retest", "North: sample to be tested again (Charger)."),
        (None, "North: no sample passed (Charger)."),
    ],
)
def test_the_verdict_on_the_sample_is_said_of_each_supplier_and_item(read, rivalry, verdict, said):
    goods, rivals = rivalry
    mug = make_goods(name="Charger")
    make_offer(rivals[0], mug, "10")
    sample = make_verdict(rivals[0], mug, verdict)
    page = read(two(([mug, goods[1]], rivals[:1])))
    assert said in page
    assert f"/samples/{sample.id}" in page


def test_without_any_sample_the_link_leads_to_the_samples_of_the_supplier(read, market):
    page = read(two(market))
    assert "North: no sample passed (Charger)." in page
    assert "South: no sample passed (Cable)." in page
    assert f"/suppliers/{market[1][0].id}#samples" in page


def test_a_banned_category_forbids_the_order_and_none_leaves_it_open(read, rivalry):
    goods, _rivals = rivalry
    Category.update(banned=True).where(Category.id == goods[0].category_id).execute()
    Product.update(category=None).where(Product.id == goods[1].id).execute()
    page = read(two(rivalry))
    assert "Your team may not buy it, its category is banned: Charger." in page
    assert "Without a category nobody can say whether it may be bought: Cable." in page
    assert "Do not order it yet. North: banned category (Charger)." in page


def test_serious_word_of_mouth_waits_until_somebody_answers_it(read, rivalry):
    north = rivalry[1][0]
    note = make_note(north, matter="fraud", tone="bad")
    page = read(two(rivalry))
    assert "North: serious word of mouth waits for an answer (fraud)." in page
    assert f"/suppliers/{north.id}#reputation" in page
    type(note).update(answer="It was another company").execute()
    assert "serious word of mouth" not in read(two(rivalry))


def test_what_is_chosen_stands_before_what_is_not(read, rivalry):
    goods, rivals = rivalry
    make_verdict(rivals[0], goods[0], "retest"), make_verdict(rivals[1], goods[0], "drop")
    page = read(two(rivalry))
    assert page.index("North: sample to be tested again") < page.index("South: sample failed (Charger).")
    assert "Do not order it yet" not in page


def test_paper_says_the_same(read, rivalry):
    make_note(rivalry[1][0], matter="court", tone="bad")
    page = read(two(rivalry).replace("/show", "/print"))
    assert "North: serious word of mouth waits for an answer (court case)." in page
    assert "Do not order it yet. North: serious word of mouth." in page


def test_an_unknown_fee_is_never_nothing(read, goods, rivals):
    for one in goods:
        make_offer(rivals[0], one, "10", freight_per_order_state="unknown")
        make_offer(rivals[1], one, "12", platform_fee_state="amount", platform_fee=Decimal(5), packing_state="unknown")
    page = read(two((goods, rivals)))
    sums = page[page.index("Per order, once for each supplier") : page.index("To pay")]
    assert "not known" in sums
    assert "¥0.00" not in sums
    other = read(two((goods, rivals[1:])))
    sums = other[other.index("Cost of the goods") : other.index("To pay")]
    assert "at least ¥8,400.00" in sums
    assert "¥5.00" in sums


def test_a_fee_that_is_known_for_one_item_only_is_at_least(read, goods, rivals):
    make_offer(rivals[0], goods[0], "10", freight_per_order_state="amount", freight_per_order=Decimal(40))
    make_offer(rivals[0], goods[1], "10", freight_per_order_state="unknown")
    page = read(two((goods, rivals)))
    sums = page[page.index("Per order, once for each supplier") : page.index("To pay")]
    assert "at least ¥40.00" in sums


def test_a_price_without_a_rate_leaves_open_which_way_is_cheapest(read, rivalry):
    goods, _rivals = rivalry
    foreign = make_rival("Foreign")
    make_offer(foreign, goods[0], "1", currency="USD")
    page = read(two((goods, (*rivalry[1], foreign))))
    assert "This may still turn: Foreign quotes Charger in USD without a rate." in page
    assert "the cheapest as far as is known" in page
    assert "Splitting it would not be cheaper." not in page


def test_one_supplier_alone_is_never_called_the_cheapest(read, rivalry):
    page = read(two((rivalry[0], rivalry[1][:1])))
    assert "nobody else to compare with" in page
    assert "the cheapest" not in page
