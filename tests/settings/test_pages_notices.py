"""How early the team is told of what ends is a standard of its own: changing it changes what the pages say."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from portal import content
from portal.core.rules.stages import Stage
from portal.facts import answers
from portal.settings.models.settings import Setting
from tests.agreements.makers import make_agreement
from tests.cast import TODAY, stamp
from tests.facts.asking import records
from tests.products.makers import make_product, make_quote
from tests.references.makers import make_reference
from tests.samples.makers import make_sample
from tests.suppliers.makers import make_document, make_note, make_supplier

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def standard(cast):
    return lambda key, value: Setting.put(f"policy.{key}", value, stamp(cast.lin))


@pytest.fixture
def supplier(cast):
    return make_supplier("Harbour", status="active", owner=cast.mei.id)


def in_days(number):
    return TODAY + timedelta(days=number)


def home(browser):
    return browser.get("/?all=1").text


def mature(code, **changed):
    policy = content.policy().with_changes({key.replace("__", "."): value for key, value in changed.items()})
    asked = replace(records("mature"), policy=policy)
    item = content.stage_checklists()[Stage.mature].item(code)
    return answers([item], asked, policy.lookup(Stage.mature))[code]


def test_a_paper_is_named_as_early_as_the_team_wants(signed_in, cast, supplier, standard):
    make_document(supplier, expires_on=in_days(70))
    mei = signed_in(cast.mei)
    assert "expires" not in home(mei) and "Valid" in mei.get(f"/suppliers/{supplier.id}").text
    standard("notice.papers_days", "80")
    assert "Business licence expires" in home(mei)
    assert "Runs out in 70 days" in mei.get(f"/suppliers/{supplier.id}").text
    assert "Runs out in 70 days" in mei.get("/suppliers").text


def test_an_expired_paper_is_a_to_do_as_long_as_the_team_wants(signed_in, cast, supplier, standard):
    make_document(supplier, expires_on=in_days(-20))
    mei = signed_in(cast.mei)
    assert "Business licence has expired" in home(mei)
    standard("notice.papers_after_days", "10")
    assert "Business licence has expired" not in home(mei)


def test_the_second_notice_of_a_paper_is_louder(signed_in, cast, supplier, standard):
    make_document(supplier, expires_on=in_days(40))
    mei = signed_in(cast.mei)
    marks = [mei.get(f"/suppliers/{supplier.id}").text.count('class="tag warn')]
    standard("notice.papers_again_days", "45")
    marks.append(mei.get(f"/suppliers/{supplier.id}").text.count('class="tag warn'))
    assert marks[1] > marks[0]


def test_what_comes_is_named_at_home_as_early_as_the_team_wants(signed_in, cast, supplier, standard):
    make_quote(supplier, make_product("Charger"), valid_until=in_days(20))
    mei = signed_in(cast.mei)
    assert "the price of Charger runs out" not in home(mei)
    standard("notice.home_days", "21")
    assert "the price of Charger runs out" in home(mei)


def test_a_quote_is_marked_as_early_as_the_team_wants(signed_in, cast, supplier, standard):
    make_quote(supplier, make_product("Charger"), valid_until=in_days(20))
    mei = signed_in(cast.mei)
    assert "Charger" not in mei.get("/quotes?show=ending", headers={"HX-Request": "true"}).text
    standard("notice.quote_days", "21")
    assert "Charger" in mei.get("/quotes?show=ending", headers={"HX-Request": "true"}).text


def test_a_sealed_sample_is_named_as_early_as_the_team_wants(signed_in, cast, supplier, standard):
    reference = make_reference(make_sample(supplier, make_product("Cable")), cast.mei, valid_until=in_days(40))
    mei = signed_in(cast.mei)
    assert "Runs out soon" not in mei.get(f"/references/{reference.id}").text
    assert f"the sealed reference {reference.number} runs out" not in home(mei)
    standard("notice.references_days", "45")
    assert f"the sealed reference {reference.number} runs out" in home(mei)


def test_a_renewal_begins_as_early_as_the_team_wants(signed_in, cast, supplier, standard):
    make_agreement(supplier, ends_on=in_days(100), lacking=["renewal_notice_days"])
    mei = signed_in(cast.mei)
    assert "begin the renewal" not in home(mei)
    standard("notice.renewal_days", "120")
    assert "begin the renewal" in home(mei)
    assert mature("M08").figure == 0
    assert mature("M08", notice__renewal_days="120").figure == 1


def test_a_paper_wants_an_owner_as_early_as_the_team_wants(database):
    make_document(make_supplier(status="active"), expires_on=in_days(70))
    assert mature("M12").figure == 0
    late = mature("M12", notice__papers_days="80")
    assert (late.figure, late.places["days"]) == (1, 80)


def test_word_of_mouth_counts_as_long_as_the_team_wants(signed_in, cast, supplier, standard):
    make_note(supplier, on=in_days(-200), url="https://example.com/1", source_kind="forum")
    mei = signed_in(cast.mei)
    before = mei.get(f"/suppliers/{supplier.id}").text
    standard("screening.reputation_days", "365")
    assert mei.get(f"/suppliers/{supplier.id}").text != before
    assert "365" in mei.get(f"/suppliers/{supplier.id}").text
