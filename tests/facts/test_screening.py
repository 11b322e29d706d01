"""What is on record of a supplier answers its screening; what is not there stays open."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from portal import content
from portal.checklists.pages.sentences import basis_text
from portal.checklists.rules.judging import NOTHING, judge
from portal.core.rules.stages import Stage
from portal.core.rules.thresholds import Comparator, Limits, Op, Result
from portal.facts import Missing, Subject, conditions, screening
from portal.products.models import Source
from portal.suppliers.rules.screening import reputation
from tests.cast import TODAY, stamp
from tests.facts.asking import ask_path, records
from tests.facts.telling import sentences
from tests.needs.makers import make_need
from tests.products.makers import make_product, make_quote
from tests.suppliers.makers import make_category, make_document, make_note, make_supplier

LATER, GONE = TODAY + timedelta(days=100), TODAY - timedelta(days=1)


def result(code, supplier):
    """What the item comes to by the records alone; a proposal counts as what it proposes."""
    item = content.checklists()["screening"].item(code)
    said = ask_path(code, supplier)
    figure = None if isinstance(said, Missing) else said.figure
    found = judge(item, NOTHING, figure, {}, content.policy().lookup(Stage.startup))
    return found.computed.result if found.computed else found.result


def known(supplier=None, need=None):
    subject = Subject(supplier and supplier.id, need and need.id)
    return conditions.known(replace(records(), subject=subject), content.checklists()["screening"].items)


@pytest.mark.parametrize(
    ("years", "expected"), [(3, Result.passed), (1, Result.warned), (0, Result.failed), (None, Result.unknown)]
)
def test_years_in_business_are_counted_in_whole_months(database, years, expected):
    year = None if years is None else TODAY.year - years
    supplier = make_supplier(since_year=year, since_month=year and TODAY.month)
    make_document(supplier)
    assert result("P01", supplier) is expected


def test_years_without_a_licence_on_file_are_only_said(database):
    supplier = make_supplier(since_year=2000)
    unknown = Missing(link=("suppliers.show", {"id": str(supplier.id), "_anchor": "documents"}))
    assert ask_path("P01", supplier) == unknown
    make_document(supplier, expires_on=GONE)
    assert ask_path("P01", supplier) == unknown
    make_document(supplier, expires_on=TODAY)
    said = ask_path("P01", supplier)
    assert (said.places["kind"], said.places["since"]) == ("registered", "2000")


def test_a_permit_is_needed_for_each_category_that_asks_for_one(database):
    food, toys = make_category("Food", permit="Food licence"), make_category("Toys", permit="CCC")
    supplier = make_supplier(categories=[food, toys, make_category("Cups")])
    make_document(supplier, "permit", category=food, expires_on=LATER)
    said = ask_path("P03", supplier)
    assert (said.figure, said.places["missing"]) == (Decimal("0.5"), ("Toys",))
    make_document(supplier, "certificate", category=toys, expires_on=TODAY)
    assert result("P03", supplier) is Result.passed
    assert ask_path("P03", supplier).places["expires"] == TODAY.isoformat()


def test_an_expired_permit_is_none(database):
    food = make_category("Food", permit="Food licence")
    supplier = make_supplier(categories=[food])
    make_document(supplier, "permit", category=food, expires_on=GONE)
    assert result("P03", supplier) is Result.failed


@pytest.mark.parametrize("about", [{"expires_on": LATER}, {"expires_on": None}])
def test_a_permit_for_no_category_or_without_an_end_leaves_it_open(database, about):
    food = make_category("Food", permit="Food licence")
    supplier = make_supplier(categories=[food])
    own = {} if about["expires_on"] else {"category": food}
    make_document(supplier, "permit", **(about | own))
    assert ask_path("P03", supplier).names == ("Food",)


def test_nobody_can_say_while_no_paper_is_filed_or_no_permit_is_needed(database):
    food = make_category("Food", permit="Food licence")
    assert result("P03", make_supplier("A", categories=[food])) is Result.unknown
    unfiled = make_supplier("B")
    make_document(unfiled)
    assert result("P03", unfiled) is Result.unknown


def test_digital_goods_need_the_authorisation_and_the_source_in_date(database):
    supplier = make_supplier(goods="digital")
    make_document(supplier, "source_evidence", expires_on=LATER)
    assert ask_path("P10", supplier).places["missing"] == ("authorisation",)
    assert result("P10", supplier) is Result.failed
    make_document(supplier, "authorisation", expires_on=TODAY)
    assert result("P10", supplier) is Result.passed


def test_source_evidence_without_an_end_is_not_taken_for_valid(database):
    supplier = make_supplier(goods="digital")
    make_document(supplier, "source_evidence")
    make_document(supplier, "authorisation", expires_on=LATER)
    assert result("P10", supplier) is Result.unknown


def test_a_record_of_a_visit_has_no_end(database):
    supplier = make_supplier()
    assert result("P12", supplier) is Result.unknown
    make_document(supplier)
    assert result("P12", supplier) is Result.failed
    make_document(supplier, "visit_record", issued_on=GONE)
    assert result("P12", supplier) is Result.passed


def test_word_of_mouth_counts_by_independent_kinds_of_source(database):
    supplier = make_supplier()
    assert result("P05", supplier) is Result.unknown
    heard(supplier, "platform")
    assert result("P05", supplier) is Result.failed
    heard(supplier, "peer")
    heard(supplier, "peer", "bad")
    assert result("P05", supplier) is Result.warned
    heard(supplier, "forum", on=TODAY - timedelta(days=180))
    assert result("P05", supplier) is Result.passed
    said = ask_path("P05", supplier).places
    assert (said["channels"], said["notes"], said["negative"]) == (2, 3, 1)
    assert said["newest"] == TODAY.isoformat()


def heard(supplier, kind, tone="good", **about):
    make_note(supplier, source_kind=kind, tone=tone, url="https://example.com/1", **about)


def test_word_of_mouth_without_a_link_cannot_be_read_up_and_does_not_count(database):
    supplier = make_supplier()
    heard(supplier, "forum"), make_note(supplier, source_kind="peer", url="")
    assert result("P05", supplier) is Result.warned
    assert ask_path("P05", supplier).places["notes"] == 1


def test_more_bad_than_good_is_never_enough_and_says_why(app):
    supplier = make_supplier()
    heard(supplier, "forum"), heard(supplier, "peer", "bad")
    assert result("P05", supplier) is Result.passed
    heard(supplier, "social", "bad")
    assert result("P05", supplier) is Result.warned
    zh, en = sentences(app, "P05", ask_path("P05", supplier))
    assert "3 个渠道共 3 条，负面 2 条" in zh and "只按 1 个渠道算" in zh
    assert "3 channels, 3 notes, 2 negative" in en and "so they count as 1" in en


def test_serious_word_is_told_however_old_and_what_is_serious_is_said_by_its_matter(app):
    supplier = make_supplier()
    heard(supplier, "forum"), heard(supplier, "social")
    heard(supplier, "court", "bad")
    assert ask_path("P05", supplier).places.get("serious") is None
    heard(supplier, "court", "bad", on=TODAY - timedelta(days=900), matter="court")
    zh, en = sentences(app, "P05", ask_path("P05", supplier))
    assert "严重的 1 条" in zh and "serious ones (court case, fraud, penalty): 1" in en


@pytest.mark.parametrize(("channels", "enough"), [(0, 2), (1, 1), (1, 2), (3, 1), (3, 2), (3, 3), (2, 5)])
def test_screening_and_list_judge_word_of_mouth_alike(database, channels, enough):
    supplier = make_supplier()
    for kind in ("forum", "peer", "social")[:channels]:
        heard(supplier, kind, "bad")
    heard(supplier, "platform")
    rule = Limits(pass_=Comparator(Op.at_least, enough), warn=Comparator(Op.at_least, 1))
    asked = replace(records(), subject=Subject(supplier.id, None))
    figure = screening.reputation_sources(asked, {"max_age_days": 180, "enough": enough}).figure
    screened = reputation(screening.about(asked), rule, lambda key: Decimal(0), TODAY, 180)
    assert screened.result is rule.result(figure, lambda key: Decimal(0))
    assert screened.result is not Result.passed


def test_word_of_mouth_grows_old(database):
    supplier = make_supplier()
    heard(supplier, "forum", on=TODAY - timedelta(days=181))
    assert result("P05", supplier) is Result.failed


def test_a_banned_category_of_the_supplier_or_of_its_products_is_a_hit(database):
    banned = make_category("Cheats", banned=True)
    assert result("P11", make_supplier("A", categories=[banned])) is Result.failed
    supplier = make_supplier("B", categories=[make_category()])
    assert result("P11", supplier) is Result.passed
    assert ask_path("P11", supplier).places["count"] == 1
    make_quote(supplier, make_product("Aimbot", category=banned))
    answer = ask_path("P11", supplier)
    assert (answer.places["names"], answer.places["count"]) == (("Aimbot",), 2)


def test_a_product_that_is_gone_is_no_hit(database):
    supplier = make_supplier(categories=[make_category()])
    product = make_product("Aimbot", category=make_category("Cheats", banned=True))
    make_quote(supplier, product)
    product.remove(stamp())
    assert result("P11", supplier) is Result.passed


def test_a_product_it_only_is_a_source_of_counts(database):
    supplier = make_supplier(categories=[make_category()])
    product = make_product("Aimbot", category=make_category("Cheats", banned=True))
    Source.put(supplier.id, product.id, "margin", None, stamp())
    assert result("P11", supplier) is Result.failed


def test_what_is_in_no_category_cannot_be_cleared(database):
    assert result("P11", make_supplier("A")) is Result.unknown
    supplier = make_supplier("B", categories=[make_category()])
    make_quote(supplier, make_product("Charger"))
    assert ask_path("P11", supplier).names == ("Charger",)


@pytest.mark.parametrize("code", ["P02", "P04", "P08"])
def test_what_no_record_keeps_is_left_to_people(database, code):
    with pytest.raises(KeyError):
        ask_path(code, make_supplier())


def test_no_serious_note_does_not_show_that_anybody_searched(database):
    supplier = make_supplier()
    make_note(supplier, tone="bad")
    assert ask_path("P06", supplier) == Missing()
    assert ask_path("P06") == Missing()


@pytest.mark.parametrize(
    ("answer", "expected"), [("", Result.failed), ("Settled, the goods are sampled", Result.warned)]
)
def test_a_serious_note_is_what_a_search_would_have_found(app, answer, expected):
    supplier = make_supplier()
    make_note(supplier, matter="fraud", answer="Paid back since")
    note = make_note(supplier, matter="court", answer=answer)
    assert result("P06", supplier) is expected
    found = ask_path("P06", supplier)
    assert found.link == ("suppliers.show", {"id": str(supplier.id), "_anchor": f"note-{note.id}"})
    assert found.places["count"] == 2
    assert sentences(app, "P06", found)[1].startswith("Serious notes on file: 2 (Court case")


def test_a_serious_note_answers_nobody_s_search_by_itself(database):
    supplier = make_supplier()
    make_note(supplier, matter="court", answer="Settled long ago")
    item = content.checklists()["screening"].item("P06")
    judged = judge(item, NOTHING, ask_path("P06", supplier).figure, {}, content.policy().lookup(Stage.startup))
    assert judged.result is Result.unknown


def test_a_category_asks_for_a_permit(database):
    assert known(make_supplier("A"))["permit_category"] is None
    assert known(make_supplier("B", categories=[make_category("Cups")]))["permit_category"] is False
    assert known(make_supplier("C", categories=[make_category("Food", permit="Licence")]))["permit_category"] is True


def test_a_first_order_at_the_threshold_asks_for_a_visit(database):
    supplier = make_supplier()
    assert known(supplier, make_need(first_order=334))["above_visit_threshold"] is True
    assert known(supplier, make_need(first_order=333))["above_visit_threshold"] is False


def test_without_figures_nobody_knows_whether_to_visit(database):
    supplier = make_supplier()
    assert known(supplier)["above_visit_threshold"] is None
    for about in ({"first_order": None}, {"margin": None}, {"currency": "USD"}):
        assert known(supplier, make_need(**about))["above_visit_threshold"] is None


@pytest.mark.parametrize(("language", "words"), [("en", "Registered 2020-05"), ("zh", "注册于 2020-05")])
def test_years_say_since_when_in_the_words_of_the_reader(app, language, words):
    supplier = make_supplier(since_year=2020, since_month=5)
    make_document(supplier)
    item = content.checklists()["screening"].item("P01")
    with app.test_request_context(headers={"Accept-Language": language}):
        assert words in basis_text(item, ask_path("P01", supplier).places)
