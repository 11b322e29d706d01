"""The search of the page head."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.handover.models.merging import merge
from portal.suppliers.models.suppliers import Supplier
from tests.agreements.makers import make_agreement
from tests.cast import NOW, TODAY, stamp
from tests.inquiries.makers import make_inquiry
from tests.needs.makers import make_need
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_contact, make_note, make_supplier


@pytest.fixture
def search(signed_in, cast):
    browser = signed_in(cast.guo)
    return lambda query: browser.get("/search", query_string={"q": query})


@pytest.mark.parametrize("query", ["拓", "拓川", "电子", "ＴＣ", "tc 拓川", "91441900", "东莞", "氮化镓", "模具"])
def test_a_supplier_is_found_by_any_of_its_words(search, query):
    supplier = make_supplier(
        "拓川电子 TC", tags=["氮化镓"], place="东莞", company_code="9144 1900-MA", note="自有模具，注塑外协"
    )
    make_supplier("Harbor Lane")
    page = search(query).text
    assert f'href="/suppliers/{supplier.id}"' in page
    assert "Harbor Lane" not in page


def test_what_was_searched_for_is_marked(search):
    make_supplier("拓川电子")
    assert "<mark>川电</mark>" in search("川电").text


def test_markup_in_a_name_stays_text(search):
    make_supplier("<b>bold</b> & co")
    assert "<b>bold" not in search("bold").text
    assert "&lt;b&gt;<mark>bold</mark>&lt;/b&gt; &amp; co" in search("bold").text


@pytest.mark.parametrize("query", ["%", "_", "100%", "\\", "a_b"])
def test_signs_of_the_query_language_are_ordinary_characters(search, query):
    make_supplier("North Star")
    assert "Nothing found" in search(query).text


def test_every_word_must_be_found(search):
    make_supplier("North Star")
    assert "North Star" not in search("north moon").text.replace("north moon", "")


def test_products_are_found_by_name_and_code(search):
    product = make_product("磁吸充电宝", code="PB-77")
    for query in ("磁", "充电宝", "pb-77"):
        assert f'href="/products/{product.id}"' in search(query).text


def test_a_product_leads_to_who_quotes_it_too(search):
    charger, harbor = make_product("磁吸充电宝"), make_supplier("Harbor")
    make_quote(harbor, charger, quoted_on=TODAY - timedelta(days=400))
    make_quote(harbor, charger, quoted_on=TODAY - timedelta(days=3))
    make_quote(make_supplier("Elsewhere"), make_product("Lid"))
    gone = make_supplier("Gone")
    make_quote(gone, charger)
    gone.change_row(1, deleted_at=NOW)
    page = search("充电宝").text
    group = page.split('id="found-sellers"')[1].split("</section>")[0]
    assert group.count("<li>") == 1
    assert f'href="/suppliers/{harbor.id}#quotes"' in group
    assert "磁吸充电宝" in group and f"quoted on {TODAY - timedelta(days=3)}" in group
    assert "Elsewhere" not in page


def test_notes_are_found_whoever_wrote_them(search):
    supplier = make_supplier("North Star")
    make_note(supplier, "群里说旺季会涨价，平时 3 天发货")
    make_contact(supplier, "黄建国", chat="tc-huang")
    quote = make_quote(supplier, make_product("Cable"), note="Price holds until the fair 广交会")
    assert "<mark>涨价</mark>" in search("涨价").text
    assert f'href="/suppliers/{supplier.id}#contacts"' in search("huang").text
    assert f'href="/quotes/{quote.id}"' in search("广交会").text


def test_a_name_that_was_merged_away_still_finds_the_supplier(search, cast):
    gone, kept = make_supplier("Old Name"), make_supplier("New Name")
    merge(gone, kept, gone.version, stamp(cast.lin))
    assert f'href="/suppliers/{kept.id}"' in search("old").text


def test_deleted_suppliers_and_their_notes_are_not_found(search, cast):
    supplier = make_supplier("North Star")
    make_note(supplier, "North pole")
    supplier.remove(stamp(cast.lin))
    assert "Nothing found" in search("north").text


def test_without_a_query_the_page_says_what_it_is_for(search):
    assert "What are you looking for?" in search("  ").text


@pytest.mark.parametrize("query", ["\x00", "x" * 5000, "‮evil", "' OR 1=1 --", "<script>", "😀", "a " * 200])
def test_any_query_gives_a_page(search, query):
    assert search(query).status_code == 200


def test_more_than_fit_lead_to_the_list(search):
    for number in range(22):
        make_supplier(f"North {number}")
    page = search("north").text
    assert page.count('href="/suppliers/') >= 20
    assert 'href="/suppliers?q=north"' in page


def test_the_search_costs_the_same_with_many_rows(signed_in, cast, statements):
    browser = signed_in(cast.guo)
    make_note(make_supplier("North"), "north")

    def cost():
        with statements() as seen:
            browser.get("/search?q=north")
        return len(seen)

    few = cost()
    for number in range(30):
        make_note(make_supplier(f"North {number}"), "north")
    assert cost() == few <= 7


def test_the_search_stands_in_the_head_of_every_page(signed_in, cast):
    assert 'action="/search"' in signed_in(cast.mei).get("/suppliers").text
    assert Supplier.select().count() == 0


def test_needs_inquiries_and_agreements_are_found_by_what_they_say(search):
    supplier = make_supplier("拓川电子", place="东莞")
    need = make_need(title="旅行充电头", goal="轻过六十克")
    inquiry = make_inquiry(supplier, "moq", note="在展会上问的")
    agreement = make_agreement(supplier, title="年度框架协议", number="HT-2026-7")
    gone = make_agreement(supplier, title="作废协议", deleted_at=stamp().at)
    assert f'href="/needs/{need.id}"' in search("六十克").text
    assert f'href="/inquiries/{inquiry.id}"' in search("展会").text
    assert f'href="/agreements/{agreement.id}"' in search("ht-2026-7").text
    page = search("拓川").text
    assert f'href="/agreements/{agreement.id}"' in page and f'href="/inquiries/{inquiry.id}"' in page
    assert f'href="/agreements/{gone.id}"' not in page
