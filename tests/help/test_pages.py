"""The guide and the words: reached from every page, in both languages, and at the word itself."""

from __future__ import annotations

import re

import pytest

from portal import content
from tests.needs.makers import make_need
from tests.products.makers import make_product, make_quote
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_supplier

TERMS = re.compile(r'<button type="button" class="term[^"]*" popovertarget="term-([a-z_]+)"')


@pytest.mark.parametrize("person", ["guo", "mei", "lin"])
def test_every_page_leads_to_the_help(signed_in, cast, person):
    for address in ("/", "/suppliers", "/help/terms"):
        assert 'href="/help"' in signed_in(getattr(cast, person)).get(address).text


def test_a_visitor_who_is_not_signed_in_reads_no_help(client):
    assert client.get("/help").status_code == client.get("/help/terms").status_code == 303


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_guide_goes_the_whole_way_and_each_part_leads_to_its_page(signed_in, cast, language):
    browser = signed_in(cast.guo, language)
    page = browser.get("/help").text
    links = re.findall(r'<p class="sm"><a href="([^"]+)">', page)
    assert len(links) == len(content.guide().sections) >= 8
    assert all(browser.get(link).status_code == 200 for link in links)
    assert all(section.text.for_(language) in page for section in content.guide().sections)


@pytest.mark.parametrize(("language", "word"), [("zh", "起订量"), ("en", "MOQ")])
def test_each_word_has_a_place_of_its_own_in_the_list(signed_in, cast, language, word):
    page = signed_in(cast.guo, language).get("/help/terms").text
    assert f'<div id="w-moq"><dt>{word}</dt>' in page
    assert page.count('<div id="w-') == len(content.glossary().explained)


def test_english_words_stand_by_the_alphabet(signed_in, cast):
    words = re.findall(r"<dt>([^<]+)</dt>", signed_in(cast.guo).get("/help/terms").text)
    assert words == sorted(words, key=str.casefold)


@pytest.mark.parametrize("query", ["moq", "起订量", "最小起订", "fewest UNITS"])
def test_a_word_is_found_by_its_name_in_either_language_or_by_what_it_means(signed_in, cast, query):
    page = signed_in(cast.guo).get("/help/terms", query_string={"q": query}).text
    assert 'id="w-moq"' in page and 'id="w-verdict"' not in page


def test_where_no_word_fits_the_whole_list_is_offered(signed_in, cast):
    page = signed_in(cast.guo).get("/help/terms?q=xyzzy").text
    assert "No word fits" in page and 'href="/help/terms"' in page


def test_a_word_says_what_it_means_where_it_stands(signed_in, cast):
    quote = make_quote(make_supplier("Tuochuan"), make_product())
    page = signed_in(cast.guo).get(f"/quotes/{quote.id}").text
    assert {"moq", "tax_basis", "landed_cost"} <= set(TERMS.findall(page))
    assert '<span id="term-moq" class="meant" popover>The fewest units' in page
    assert 'href="/help/terms#w-moq"' in page


def test_a_form_explains_a_word_beside_its_label_and_keeps_the_label_for_the_field(signed_in, cast):
    page = signed_in(cast.mei).get("/quotes/new").text
    assert '<label for="moq">MOQ</label><button type="button" class="term noprint" popovertarget="term-moq"' in page
    assert "What does “MOQ” mean?" in page


@pytest.mark.parametrize(
    ("address", "keys"),
    [
        ("/quotes", {"tier_price", "tax_basis", "moq", "lead_time", "quote_validity"}),
        ("/samples", {"batch", "verdict"}),
        ("/products", {"quote_validity"}),
        ("/needs", {"candidate"}),
    ],
)
def test_the_heads_of_a_list_explain_the_words_of_the_trade(signed_in, cast, address, keys):
    supplier, product = make_supplier("Tuochuan"), make_product()
    make_quote(supplier, product)
    make_need()
    make_sample(supplier, product)
    page = signed_in(cast.guo).get(address).text
    assert keys <= set(TERMS.findall(page[page.index("<thead>") : page.index("</thead>")]))


def test_a_head_that_sorts_keeps_its_link_beside_the_question_mark(signed_in, cast):
    make_quote(make_supplier("Tuochuan"), make_product())
    page = signed_in(cast.guo).get("/quotes").text
    head = page[page.index("<thead>") : page.index("</thead>")]
    link = r'aria-sort="none">\s*<a href="/quotes\?[^"]*sort=lead[^"]*">Lead time</a> '
    assert re.search(link + '<button type="button"', head)


@pytest.mark.parametrize("address", ["/help", "/help/terms"])
def test_the_help_asks_no_more_of_the_database_than_any_page(signed_in, cast, statements, address):
    browser = signed_in(cast.guo)
    browser.get(address)
    with statements() as usual:
        browser.get("/search")
    with statements() as seen:
        browser.get(address)
    assert len(seen) <= len(usual)
