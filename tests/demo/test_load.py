"""The demo team is believable and follows the rules of the product."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from portal import content
from portal.accounts.passwords import matches
from portal.agreements.queries import Shelf
from portal.codes.queries import summary
from portal.codes.queries import todos as rechecks
from portal.config import DEMO_LANGUAGES
from portal.core.models.audit import AuditEvent
from portal.core.rules.stages import Stage
from portal.facts import Records, Subject, answers, conditions
from portal.facts.standing import stand
from portal.inquiries.queries.page import of, todos
from portal.needs.models import Need
from portal.needs.queries import brief, candidates, categories, open_for
from portal.needs.rules import CandidateBlock, Unknown
from portal.samples.models.samples import Sample
from portal.settings.models.categories import Category
from portal.settings.models.rates import FxRate
from portal.snapshots.models import Snapshot
from portal.suppliers.models.documents import Document
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.documents import DocumentState, state
from portal.suppliers.rules.pipeline import Status
from tests import databases
from tests.databases import ENGINES

TEAMS = [(engine, language) for engine in ENGINES for language in DEMO_LANGUAGES]

SHELF = Shelf(content.clauses(), "CN")


@pytest.fixture(scope="module", params=TEAMS, ids="-".join)
def instance(request, tmp_path_factory):
    """The team in one of its languages: its address, its folder and who and what is there."""
    (engine, language), folder = request.param, tmp_path_factory.mktemp("demo")
    with databases.crowded(engine, folder, language) as (url, _database, world):
        yield url, folder, world.demo


@pytest.fixture
def world(instance):
    return instance[-1]


def test_the_demo_team_shows_every_side_of_the_suppliers(world):
    suppliers = list(Supplier.select())
    assert len(suppliers) >= 14
    assert {one.status for one in suppliers} == set(Status)
    assert {one.goods for one in suppliers} == {"physical", "digital", "both"}
    assert {state(paper.expires_on, world.today) for paper in Document.select()} >= {
        DocumentState.expired,
        DocumentState.ending,
    }


def test_each_role_has_its_sign_in_and_all_share_a_password_made_at_random(world):
    assert {"admin": "admin", "buyer": "buyer", "viewer": "viewer"}.items() <= {
        name: person.role for name, person in world.people.items()
    }.items()
    assert len(world.password) >= 10
    assert {person.password for person in world.people.values()} == {world.people["viewer"].password}
    assert matches(world.people["viewer"].password, world.password)


def test_what_nobody_may_buy_is_there_with_its_reason(world):
    banned = list(Category.select().where(Category.banned))
    assert len(banned) == 11
    assert all(one.banned_reason and one.banned_key for one in banned)
    assert Category.select().where(Category.permit != "").exists()


def test_the_audit_trail_of_the_demo_team_holds(world):
    assert AuditEvent.first_fault() is None


def test_the_agreements_show_whole_ones_one_with_gaps_that_ends_and_a_draft(world):
    shelf = Shelf(content.clauses(), "CN")
    found = {(one.supplier, one.state(world.today)): one.missing(shelf.book) for one in shelf.read()}
    names = {key: supplier.name for key, supplier in world.suppliers.items()}
    assert found[names["tuochuan"], "signed"] == found[names["hengqi"], "signed"] == ()
    assert found[names["starbridge"], "ending"] == ("bad_code_hours", "wallet_refund")
    assert found[names["hengqi"], "draft"] and (names["brightleaf"], "signed") in found


def test_one_supplier_was_asked_twice_and_has_not_replied_to_the_second(world):
    waiting, answered = of([world.suppliers["hengqi"].id])
    assert (waiting.state, answered.state) == ("waiting", "partly")
    assert [one.key for one in answered.dodged] == ["return_exclusions"]
    assert [one.key for one in answered.open] == ["escalation_contact"]
    assert [one.object_id for one in todos(world.now, ZoneInfo("Asia/Shanghai"), 2)] == [waiting.id]


def test_the_needs_show_one_with_candidates_in_every_state_and_an_empty_one_that_is_overdue(world):
    full, empty = Need.select().order_by(Need.due_on.desc())
    every = candidates(full, categories(full.categories), FxRate.known(), world.today, SHELF).candidates
    assert [one.rival.name for one in every if one.clear] == [world.suppliers["tuochuan"].name]
    assert [one.rival.name for one in every if CandidateBlock.too_slow in one.blocks] == ["Lumina Trading"]
    assert [one.rival.name for one in every if Unknown.fees in one.unknown] == [world.suppliers["wanli"].name]
    assert empty.due_on < world.today
    assert not candidates(empty, [], (), world.today, SHELF).candidates


def test_a_kept_comparison_holds_what_the_need_may_cost_as_the_page_does(world):
    """Who compares again by today's records reads the same points."""
    newest = Snapshot.select().order_by(Snapshot.at.desc()).first()
    limits = [brief(need).limit for need in open_for(newest.product_id)]
    assert newest.sheet.worth.ceiling.amount == min(limit for limit in limits if limit is not None)


def test_the_first_contact_with_the_cheapest_shows_every_result(world):
    need = Need.get(Need.product == world.products["charger"].id)
    listed, policy = content.checklists()["contact"], content.policy()
    subject = Subject(world.suppliers["wanli"].id, need.id)
    zone = ZoneInfo("Asia/Shanghai")
    asked = Records(need.business_id, Stage.growth, world.today, policy, "CNY", "CN", zone, subject)
    said, known = answers(listed.items, asked, policy.lookup(Stage.growth)), conditions.known(asked, listed.items)
    standing = stand(listed, {}, said, known, policy.lookup(Stage.growth))
    results = {code: str(one.result) for code, one in standing.judged.items()}
    assert [code for code, result in results.items() if result == "fail"] == ["K06", "K04"]
    assert [code for code, result in results.items() if result == "warn"] == ["K05", "K07", "K10", "K12"]
    assert [code for code, result in results.items() if result == "unknown"] == ["K09", "K11"]


def test_the_tested_codes_show_one_sold_by_two_a_repeat_a_missed_check_and_one_that_is_due(world):
    star, aurora = (world.samples[key] for key in ("starbridge/video", "aurora/top_up"))
    first, second = summary(Sample.get_by_id(star.id), world.today)
    [only] = summary(Sample.get_by_id(aurora.id), world.today)
    assert (first.foreign, only.foreign, only.count.repeats) == (1, 1, 1)
    assert [one.standing for one in second.points] == ["done", "missed", "done", "ahead"]
    assert [one.object_id for one in rechecks(world.today)] == [aurora.id]
