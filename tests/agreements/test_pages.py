"""Agreements: written down, changed, printed, renewed, taken back; viewers only read."""

from __future__ import annotations

import csv
import io

import pytest

from portal.agreements.models import Agreement
from portal.agreements.rules.clauses import clause_mark
from tests.agreements.makers import days, make_agreement, sent_marks, written
from tests.browser_client import undo_link
from tests.cast import TODAY
from tests.comparisons.makers import address as comparison
from tests.comparisons.makers import make_goods, make_offer, make_rival
from tests.products.makers import make_product, make_quote
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")
GIVEN = {"title": "Frame agreement", "number": "A-1", "goods": "physical", "signed_on": "2026-11-01"}


def test_one_is_recorded_once_and_its_clauses_are_asked_for_next(mei, supplier):
    sent = GIVEN | {"supplier": supplier.id, "key": "k" * 22, "branded": "no"}
    first, second = mei.post("/agreements", data=sent), mei.post("/agreements", data=sent)
    agreement = Agreement.get()
    assert first.location == second.location
    assert first.location.endswith(f"/agreements/{agreement.id}/clauses")
    assert (agreement.title, agreement.branded, agreement.ends_on) == ("Frame agreement", "no", None)
    assert trail_tells("agreement.add")


@pytest.mark.parametrize(
    "wrong", [{"title": ""}, {"supplier": ""}, {"goods": "air"}, {"ends_on": "2026-10-31"}, {"branded": "maybe"}]
)
def test_what_cannot_be_is_refused_with_what_was_typed(mei, supplier, wrong):
    answer = mei.post("/agreements", data=GIVEN | {"supplier": supplier.id} | wrong)
    assert answer.status_code == 422
    assert "A-1" in answer.text
    assert not Agreement.select().exists()


@pytest.mark.parametrize(
    ("typed", "fits"),
    [("0001-01-01", 0), ("1989-12-31", 0), ("1990-01-01", 1), ("2100-12-31", 1), ("2101-01-01", 0), ("9999-12-31", 0)],
)
def test_a_day_out_of_every_calendar_is_refused_with_what_was_typed(mei, supplier, typed, fits):
    given = GIVEN | {"supplier": supplier.id, "signed_on": "", "sent_on": typed}
    answer = mei.post("/agreements", data=given)
    assert answer.status_code == (303 if fits else 422)
    assert fits or ("Enter a date from 1990-01-01 to 2100-12-31." in answer.text and f'value="{typed}"' in answer.text)


def test_its_page_names_every_missing_core_clause(mei, supplier):
    agreement = make_agreement(supplier, lacking=["tolerance", "return_days", "claim_days"])
    page = mei.get(f"/agreements/{agreement.id}").text
    assert "2 core clauses are missing" in page
    assert "Return period and Tolerances" in page


def test_the_page_speaks_chinese(signed_in, cast, supplier):
    agreement = make_agreement(supplier, lacking=["tolerance"])
    page = signed_in(cast.mei, "zh").get(f"/agreements/{agreement.id}").text
    assert "公差" in page
    assert "调价提前通知" in page


def test_a_colleagues_newer_save_stands_beside_what_was_typed(mei, supplier):
    agreement = make_agreement(supplier)
    sent = GIVEN | {"supplier": supplier.id, "version": 1, "read": sent_marks(agreement)}
    assert mei.post(f"/agreements/{agreement.id}", data=sent | {"title": "First"}).status_code == 303
    answer = mei.post(f"/agreements/{agreement.id}", data=sent | {"title": "Second"})
    assert answer.status_code == 409
    assert "First" in answer.text
    assert Agreement.get().title == "First"


def test_the_list_counts_by_state_and_shows_what_lacks_clauses(mei, supplier):
    make_agreement(supplier, title="Whole"), make_agreement(supplier, title="Torn", lacking=["tolerance"])
    make_agreement(supplier, title="Sketch", sent_on=None, signed_on=None, clauses={})
    assert all(title in mei.get("/agreements").text for title in ("Whole", "Torn", "Sketch"))
    gaps = mei.get("/agreements?show=gaps").text
    assert "Torn" in gaps
    assert "Whole" not in gaps
    assert "Sketch" not in gaps
    assert "Sent or signed, core clauses missing" in gaps
    drafts = mei.get("/agreements?show=draft").text
    assert "Sketch" in drafts
    assert "Torn" not in drafts


def test_the_supplier_may_be_chosen_before_the_form_is_opened(mei, supplier):
    assert f'<option selected value="{supplier.id}"' in mei.get(f"/agreements/new?supplier={supplier.id}").text


def test_one_page_says_what_was_agreed_and_what_was_not(mei, supplier):
    agreement = make_agreement(supplier, lacking=["tolerance"])
    page = mei.get(f"/agreements/{agreement.id}/print").text
    assert "Notice of price changes" in page
    assert "15 days" in page
    assert "Tolerances" in page.split("Still missing:")[1]
    assert "For the supplier" in page


@pytest.mark.parametrize("times", [1, 2])
def test_a_renewal_is_begun_and_taken_back_by_the_state_that_is_wanted(mei, supplier, times):
    agreement = make_agreement(supplier, ends_on=days(60))
    for _time in range(times):
        mei.post(f"/agreements/{agreement.id}/renewal", data={"begun": "yes"})
    assert Agreement.get().renewal_on == TODAY
    assert "Renewal begun on 2026-11-24" in mei.get(f"/agreements/{agreement.id}").text
    mei.post(f"/agreements/{agreement.id}/renewal", data={"begun": "no"})
    assert Agreement.get().renewal_on is None


def test_one_that_ended_is_marked_and_asks_for_nothing(mei, supplier):
    agreement = make_agreement(supplier, ends_on=days(-1))
    page = mei.get(f"/agreements/{agreement.id}").text
    assert "Ended" in page
    assert "no renewal has begun" not in page


def test_a_deleted_one_comes_back_within_thirty_seconds(mei, supplier):
    agreement = make_agreement(supplier)
    mei.post(f"/agreements/{agreement.id}/remove")
    link = undo_link(mei.get(f"/suppliers/{supplier.id}"))
    assert mei.get(f"/agreements/{agreement.id}").status_code == 404
    mei.post(link)
    assert mei.get(f"/agreements/{agreement.id}").status_code == 200
    assert trail_tells("agreement.remove", "agreement.restore")


@pytest.mark.parametrize("path", ["", "/{id}", "/{id}/clauses", "/{id}/renewal", "/{id}/remove", "/{id}/papers"])
def test_a_viewer_reads_and_writes_nothing(signed_in, cast, supplier, path):
    agreement, guo = make_agreement(supplier), signed_in(cast.guo)
    before = agreement.__data__
    assert guo.post(f"/agreements{path}".format(id=agreement.id), data={"begun": "yes"}).status_code == 403
    assert [one.__data__ for one in Agreement.select()] == [before]
    assert agreement.title in guo.get(f"/agreements/{agreement.id}").text
    assert agreement.title in guo.get(f"/agreements/{agreement.id}/print").text


def test_the_trail_tells_clauses_in_words(signed_in, cast, mei, supplier):
    agreement = make_agreement(supplier, clauses=written(), signed_on=None)
    seen = f"claim_days.{clause_mark(agreement.clauses['claim_days'])}"
    mei.post(f"/agreements/{agreement.id}/clauses/claim_days", data={"claim_days": "9", "seen": seen})
    page = signed_in(cast.lin).get("/audit?kind=agreement").text
    assert "wrote down the clauses of an agreement" in page
    assert "Time to raise a claim" in page
    assert "9 days" in page


def test_the_supplier_page_names_what_is_missing_and_keeps_the_mark_of_what_ended(mei, supplier):
    assert "No agreement yet" in mei.get(f"/suppliers/{supplier.id}").text
    make_agreement(supplier, lacking=["tolerance"]), make_agreement(supplier, title="Old one", ends_on=days(-9))
    page = mei.get(f"/suppliers/{supplier.id}").text
    assert "Tolerances" in page
    assert "Ended" in page.split('id="agreements"')[1].split("Old one")[1]


def test_home_asks_for_the_renewal_and_the_missing_clauses(mei, supplier):
    agreement = make_agreement(supplier, lacking=["tolerance"], ends_on=days(60))
    page = mei.get("/?all=1").text
    assert "North Star: begin the renewal of Frame agreement" in page
    assert "North Star: the agreement does not state Tolerances" in page
    assert f'href="/agreements/{agreement.id}"' in page


@pytest.fixture
def risen(supplier):
    """A quote dearer than the open one before it, where fifteen days of notice are agreed."""
    product = make_product(return_rate=0)
    make_quote(supplier, product, "10", quoted_on=days(-20), valid_until=None)
    return product, make_quote(supplier, product, "11", quoted_on=days(-1), valid_until=None)


@pytest.mark.parametrize("place", ["/quotes/{quote}", "/suppliers/{supplier}", "/products/{product}"])
def test_a_rise_with_less_notice_than_agreed_is_flagged_with_both_figures(mei, supplier, risen, place):
    product, quote = risen
    address = place.format(quote=quote.id, supplier=supplier.id, product=product.id)
    assert "are agreed" not in mei.get(address).text
    agreement = make_agreement(supplier)
    page = mei.get(address).text
    assert "Dearer with 0 days’ notice, 15 are agreed" in page
    assert "¥10.00 → ¥11.00" in page
    assert f"/agreements/{agreement.id}#c-price_notice_days" in page


@pytest.mark.parametrize("place", ["/suppliers/{supplier}", "/products/{product}"])
def test_ten_agreements_cost_the_pages_no_more_than_one(mei, supplier, risen, statements, place):
    product, _quote = risen
    address = place.format(supplier=supplier.id, product=product.id)

    def cost():
        with statements() as seen:
            mei.get(address)
        return len(seen)

    make_agreement(supplier)
    few = cost()
    for _number in range(9):
        make_agreement(supplier, lacking=["tolerance"])
    assert cost() == few <= 13


@pytest.mark.parametrize(
    ("about", "said"),
    [
        (None, "sample passed and agreement in force, core clauses stated"),
        ({"lacking": ["tolerance"]}, "the agreement does not state Tolerances."),
        ({}, None),
    ],
)
def test_a_comparison_names_the_clauses_and_never_passes_what_nobody_signed(mei, cast, about, said):
    goods, two = make_goods(), [make_rival(name, "trial", agreement=False) for name in ("North", "South")]
    for one in two:
        make_offer(one, goods)
        if about is not None:
            make_agreement(one, **about)
    page = mei.get(comparison(goods, *two)).text
    assert (said in page) if said else ("agreement" not in page.split("To know before deciding")[1].split("</main>")[0])


def test_the_list_of_agreements_is_a_spreadsheet_with_a_column_for_each_clause(signed_in, cast, supplier):
    make_agreement(supplier, ["price_notice_days"], title="Frame", number="A-1", signed_on=TODAY)
    make_agreement(supplier, title="Draft only", signed_on=None, sent_on=None)
    browser = signed_in(cast.guo)
    [line] = csv.DictReader(io.StringIO(browser.get("/agreements/export.csv?show=signed").data.decode("utf-8-sig")))
    assert (line["Title"], line["Number"], line["Supplier"], line["State"]) == ("Frame", "A-1", supplier.name, "Signed")
    assert line["Core clauses missing"] and line[line["Core clauses missing"].split("；")[0]] == ""
    assert sum(bool(value) for value in line.values()) > 12
    assert browser.get("/agreements/export.xlsx").data.startswith(b"PK")


@pytest.mark.parametrize(("goods", "warned"), [("physical", False), ("digital", True)])
def test_only_where_goods_are_digital_a_note_warns_of_card_codes(mei, supplier, goods, warned):
    agreement = make_agreement(supplier, goods=goods)
    assert ("Never card codes" in mei.get(f"/agreements/{agreement.id}/edit").text) is warned
