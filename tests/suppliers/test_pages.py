"""The list of suppliers."""

from __future__ import annotations

import csv
import io
import re
from datetime import timedelta
from html import unescape

import pytest

from portal.products.models import Source
from portal.reviews.models import ReviewPlan
from portal.suppliers.models.suppliers import Supplier
from tests.cast import NOW, TODAY, stamp
from tests.comparisons.makers import make_verdict
from tests.products.makers import make_product
from tests.suppliers.makers import make_category, make_document, make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def listed(signed_in, cast):
    """Names on the list an address gives, in its order."""
    browser = signed_in(cast.guo)

    def names(**query):
        page = browser.get("/suppliers", query_string=query).text
        return [unescape(name) for name in re.findall(r'class="full"><a [^>]*><bdi>([^<]*)</bdi>', page)]

    return names


def test_an_empty_list_says_the_first_step(signed_in, cast):
    assert "Start with three candidates" in signed_in(cast.mei).get("/suppliers").text


@pytest.mark.parametrize(
    "query", ["拓", "拓川", "TUOCHUAN", "ｔｕｏ", "东莞", "充电", "氮化", "91441900", "拓川 东莞", "模具"]
)
def test_the_search_looks_into_names_place_categories_tags_code_and_note(listed, query):
    chargers = make_category("充电器")
    make_supplier(
        "拓川电子 Tuochuan",
        tags=["氮化镓"],
        categories=[chargers],
        place="东莞",
        company_code="9144-1900",
        note="自有模具",
    )
    make_supplier("Harbor Lane", place="Bristol")
    assert listed(q=query) == ["拓川电子 Tuochuan"]


@pytest.mark.parametrize("query", ["%", "_", "\\", "'"])
def test_signs_of_the_query_language_find_only_themselves(listed, query):
    make_supplier("North Star")
    make_supplier(f"South {query} Star")
    assert listed(q=query) == [f"South {query} Star"]


def test_each_filter_narrows_the_list(listed, cast):
    chargers = make_category()
    make_supplier("Plain")
    make_supplier(
        "Special", status="trial", kind="agent", goods="digital", tier="strategic", tags=["GaN"],
        categories=[chargers], owner=cast.mei.id,
    )  # fmt: skip
    given = {
        "status": "trial", "kind": "agent", "goods": "digital", "tier": "strategic", "tag": "GaN",
        "category": chargers.id, "owner": cast.mei.id,
    }  # fmt: skip
    assert all(listed(**{name: value}) == ["Special"] for name, value in given.items())
    assert listed(**given) == ["Special"]


def test_a_supplier_of_both_kinds_is_in_either_list(listed):
    make_supplier("Everything", goods="both")
    assert listed(goods="digital") == listed(goods="physical") == ["Everything"]


def test_the_role_filter_asks_what_it_is_to_a_product(listed):
    supplier = make_supplier("Margin Co")
    make_supplier("Other")
    Source.create(supplier=supplier, product=make_product(), role="margin", created_at=NOW)
    assert listed(role="margin") == ["Margin Co"]
    assert listed(role="traffic") == []


def test_the_counts_of_the_pipeline_follow_the_other_filters(signed_in, cast):
    make_supplier("A1", status="active", kind="agent")
    make_supplier("A2", status="active")
    make_supplier("C1", status="candidate", kind="agent")
    page = signed_in(cast.guo).get("/suppliers?kind=agent&status=active").text
    counts = re.findall(r"<b>(\d+)</b>(\w+)", page)
    assert counts == [("2", "All"), ("1", "Candidate"), ("1", "Active")]


def test_a_column_sorts_both_ways_and_the_unknown_come_last(listed):
    for name, year in (("Old", 1990), ("Young", 2020), ("Unknown", None)):
        make_supplier(name, since_year=year)
    assert listed(sort="since", down="no") == ["Old", "Young", "Unknown"]
    assert listed(sort="since", down="yes") == ["Young", "Old", "Unknown"]


def test_status_sorts_in_the_order_of_the_pipeline(listed):
    for status in ("trial", "active", "candidate", "retired", "screening"):
        make_supplier(status, status=status)
    assert listed(sort="status", down="no") == ["candidate", "screening", "trial", "active", "retired"]


def test_names_sort_alike_on_both_engines(listed):
    for name in ("b", "C", "a", "乙", "甲", "é"):
        make_supplier(name)
    assert listed(sort="name", down="no") == sorted(["b", "C", "a", "乙", "甲", "é"])


def test_a_long_list_has_pages(listed, signed_in, cast):
    for number in range(60):
        make_supplier(f"S{number:02}")
    assert len(listed(sort="name")) == 50
    assert listed(sort="name", down="no", page=2) == [f"S{number}" for number in range(50, 60)]
    assert "51–60 of 60" in signed_in(cast.guo).get("/suppliers?page=2").text


@pytest.mark.parametrize(
    "query",
    ["page=9999999999", "page=-1", "page=x", "owner=99999999999999999999", "category=x", "sort=x&down=x", "status=x",
     "owner=" + "9" * 5000, "q=%00", "q=" + "a+" * 300, "tag=%F0%9F%98%80", "proof=x", "q=%E2%80%AE"],
)  # fmt: skip
def test_any_address_gives_a_list(signed_in, cast, query):
    make_supplier()
    assert signed_in(cast.guo).get(f"/suppliers?{query}").status_code == 200


def test_no_sample_no_order_marks_an_active_supplier_until_a_sample_has_passed(signed_in, cast):
    supplier = make_supplier("Bare", status="active")
    make_supplier("Waiting", status="trial")
    browser = signed_in(cast.guo)
    assert browser.get("/suppliers").text.count("No sample, no order") == 1
    assert "Bare" in browser.get("/suppliers?proof=none&status=active").text
    make_verdict(supplier, make_product())
    assert "No sample, no order" not in browser.get("/suppliers").text
    assert "Bare" not in browser.get("/suppliers?proof=none").text


def test_a_banned_category_is_marked(signed_in, cast):
    make_supplier("Dealer", categories=[make_category("Gambling", banned=True, banned_reason="Illegal")])
    assert "Banned category" in signed_in(cast.guo).get("/suppliers").text


def test_the_next_review_stands_in_the_list(signed_in, cast):
    ReviewPlan.follow(make_supplier(status="active"), 1, TODAY, stamp())
    assert "2026-12-24" in signed_in(cast.guo).get("/suppliers").text


def test_deleted_suppliers_are_not_listed(listed, cast):
    make_supplier("Gone").remove(stamp(cast.mei))
    assert listed() == []


def test_filtering_answers_the_results_and_the_counts_only(signed_in, cast):
    make_supplier()
    answer = signed_in(cast.guo).htmx("/suppliers?q=north")
    assert "<html" not in answer.text
    assert answer.text.lstrip().startswith('<div id="results">')
    assert 'hx-target="#pipeline"' in answer.text
    assert "HX-Request" in answer.headers["Vary"]


def test_the_fragment_and_the_page_show_the_same_row(signed_in, cast):
    supplier = make_supplier()
    browser = signed_in(cast.guo)

    def row(page):
        return re.search(rf'<tr id="supplier-{supplier.id}">.*?</tr>', page, re.DOTALL)[0]

    assert row(browser.get("/suppliers").text) == row(browser.htmx("/suppliers").text)


def test_chosen_suppliers_go_to_the_comparison(signed_in, cast):
    supplier = make_supplier()
    page = signed_in(cast.guo).get("/suppliers").text
    assert 'method="get" action="/comparisons"' in page
    assert f'name="supplier" value="{supplier.id}"' in page
    assert 'data-most="5"' in page


def rows_of(answer):
    assert answer.data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(answer.data.decode("utf-8-sig"))))


def test_the_export_is_the_filtered_list_in_the_readers_language(signed_in, cast):
    make_supplier("拓川电子", place="东莞", owner=cast.mei.id, status="active", note="第一行\n第二行")
    make_supplier("Harbor Lane")
    answer = signed_in(cast.guo, "zh").get("/suppliers/export.csv?q=拓川")
    heading, row = rows_of(answer)
    assert heading[:2] == ["名称", "全称"]
    line = dict(zip(heading, row, strict=True))
    assert (line["名称"], line["地点"], line["负责人"], line["备注"]) == (
        "拓川电子",
        "东莞",
        "Mei Chen",
        "第一行\n第二行",
    )
    assert "attachment" in answer.headers["Content-Disposition"]


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t=", "＝", "＋", "－", "＠"])
def test_no_exported_cell_is_a_formula(signed_in, cast, first):
    make_supplier("Fine", note=f"{first}cmd|' /C calc'!A0")
    heading, row = rows_of(signed_in(cast.guo).get("/suppliers/export.csv"))
    assert row[heading.index("Note")][0] == "'"


def test_the_list_costs_the_same_with_fifty_suppliers(signed_in, cast, statements):
    browser = signed_in(cast.mei)
    chargers = make_category()
    make_supplier(categories=[chargers], tags=["a"], status="active")

    def cost():
        with statements() as seen:
            browser.get("/suppliers")
        return len(seen)

    few = cost()
    for number in range(50):
        make_supplier(f"S{number}", categories=[chargers], tags=["a", f"t{number}"], status="active")
    assert cost() == few <= 6


def test_of_two_thousand_suppliers_fifty_are_shown(signed_in, cast):
    lines = [
        dict(name=f"S{n}", name_key=f"s{n}", kind="maker", goods="physical", status="active", status_at=NOW,
             created_at=NOW, search=f"s{n}")
        for n in range(2000)
    ]  # fmt: skip
    Supplier.insert_many(lines).execute()
    page = signed_in(cast.mei).get("/suppliers?sort=name").text
    assert page.count('<tr id="supplier-') == 50


@pytest.mark.parametrize(
    ("left", "words"),
    [
        (60, "Runs out in 60 days"),
        (7, "Runs out in 7 days"),
        (0, "Runs out today"),
        (-1, "Expired 1 day ago"),
        (-30, "Expired 30 days ago"),
        (-31, "expired 2026-10-24"),
    ],
)
def test_the_list_says_when_a_paper_ends_and_never_forgets_that_it_did(signed_in, cast, left, words):
    make_document(make_supplier(status="trial"), expires_on=TODAY + timedelta(days=left))
    page = signed_in(cast.guo).get("/suppliers").text
    mark = re.search(rf'<span class="([^"]*)"><svg[^>]*><use[^>]*/></svg>\s*Business licence: {words}<', page)[1]
    assert ("tag" in mark) is (left >= -30)


def test_the_list_leaves_out_papers_that_hold_are_replaced_or_matter_to_nobody(signed_in, cast):
    active = make_supplier("A", status="active")
    make_document(active, expires_on=TODAY + timedelta(days=61))
    make_document(active, expires_on=TODAY)
    make_document(active, "certificate")
    make_document(make_supplier("B", status="candidate"), expires_on=TODAY)
    assert "Runs out" not in signed_in(cast.guo).get("/suppliers").text
