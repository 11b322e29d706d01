"""The verdict of a screening follows from its reasons."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from portal import content
from portal.core.rules.thresholds import Comparator, Limits, Op, Result
from portal.suppliers.rules.screening import (
    GoodsRange,
    Looked,
    ScreenedPaper,
    ScreeningTopic,
    ScreeningVerdict,
    screen,
)
from portal.suppliers.rules.standing import Heard

TODAY = date(2026, 11, 24)
LATER, SOON, GONE = (TODAY + timedelta(days=days) for days in (400, 60, -1))
RULES = {
    ScreeningTopic.years: Limits(pass_=Comparator(Op.at_least, 3), warn=Comparator(Op.at_least, 1)),
    ScreeningTopic.reputation: Limits(pass_=Comparator(Op.at_least, 2), warn=Comparator(Op.at_least, 1)),
}
LICENCE = ScreenedPaper("licence", "北岸电子有限公司", None, LATER)
GOOD = Looked(
    legal_name="北岸电子有限公司",
    since_year=2020,
    since_month=11,
    categories=(GoodsRange("Chargers", "CCC", False),),
    products=(GoodsRange("65W charger", "", False),),
    papers=(LICENCE, ScreenedPaper("certificate", "", "Chargers", LATER)),
    heard=(Heard("peer", "good", TODAY), Heard("forum", "bad", TODAY)),
)


def screened(search=Result.passed, **about):
    return screen(replace(GOOD, **about), RULES, content.policy().lookup(None), TODAY, 180, search)


def result(topic, **about):
    return next(one for one in screened(**about).reasons if one.topic is topic)


def test_a_supplier_with_nothing_against_it_and_nothing_unknown_is_fit():
    found = screened()
    assert found.verdict is ScreeningVerdict.fit
    assert {one.result for one in found.reasons if one.topic is not ScreeningTopic.serious} == {Result.passed}
    assert {one.topic for one in found.reasons} == set(ScreeningTopic)


def test_a_banned_category_stops_it_whatever_else_is_unknown():
    assert (
        screened(categories=(GoodsRange("Cheats", "", True),), search=None, papers=()).verdict is ScreeningVerdict.stop
    )


def test_a_product_in_a_banned_category_stops_it():
    found = screened(products=(GoodsRange("Aimbot", "", True),))
    assert (found.verdict, found.reasons[0].topic, found.reasons[0].names) == (
        ScreeningVerdict.stop,
        ScreeningTopic.banned,
        ("Aimbot",),
    )


def test_a_serious_search_result_stops_it():
    assert screened(search=Result.failed).verdict is ScreeningVerdict.stop


def test_a_search_nobody_made_leaves_it_open():
    assert screened(search=None).verdict is ScreeningVerdict.open


def test_a_minor_record_wants_watching():
    assert screened(search=Result.warned).verdict is ScreeningVerdict.watch


@pytest.mark.parametrize(
    ("about", "topic"),
    [
        ({"legal_name": ""}, ScreeningTopic.names),
        ({"papers": (LICENCE._replace(holder=""), GOOD.papers[1])}, ScreeningTopic.names),
        ({"papers": ()}, ScreeningTopic.permits),
        ({"papers": (GOOD.papers[1],)}, ScreeningTopic.licence),
        ({"papers": (LICENCE, GOOD.papers[1]._replace(expires_on=None))}, ScreeningTopic.permits),
        ({"papers": (LICENCE, GOOD.papers[1]._replace(category=None))}, ScreeningTopic.permits),
        ({"categories": ()}, ScreeningTopic.permits),
        ({"categories": (), "products": ()}, ScreeningTopic.banned),
        ({"products": (GoodsRange("65W charger", "", None),)}, ScreeningTopic.banned),
        ({"since_year": None}, ScreeningTopic.years),
        ({"heard": ()}, ScreeningTopic.reputation),
    ],
)
def test_anything_unknown_leaves_it_open_and_is_never_a_pass(about, topic):
    assert screened(**about).verdict is ScreeningVerdict.open
    assert result(topic, **about).result is Result.unknown


@pytest.mark.parametrize(
    ("about", "topic", "expected"),
    [
        ({"papers": (LICENCE._replace(expires_on=SOON), GOOD.papers[1])}, ScreeningTopic.licence, Result.warned),
        ({"papers": (LICENCE._replace(holder="南岸贸易"), GOOD.papers[1])}, ScreeningTopic.names, Result.failed),
        ({"papers": (LICENCE,)}, ScreeningTopic.permits, Result.failed),
        ({"since_year": 2025}, ScreeningTopic.years, Result.warned),
        ({"since_year": 2026}, ScreeningTopic.years, Result.failed),
        ({"heard": (Heard("peer", "good", TODAY),)}, ScreeningTopic.reputation, Result.warned),
        (
            {"heard": (Heard("platform", "good", TODAY), Heard("other", "good", TODAY))},
            ScreeningTopic.reputation,
            Result.failed,
        ),
    ],
)
def test_what_is_known_and_not_as_it_should_be_wants_watching(about, topic, expected):
    assert screened(**about).verdict is ScreeningVerdict.watch
    assert result(topic, **about).result is expected


def test_an_expired_licence_fails_and_the_name_on_it_proves_nothing():
    about = {"papers": (LICENCE._replace(expires_on=GONE), GOOD.papers[1])}
    assert result(ScreeningTopic.licence, **about).result is Result.failed
    assert result(ScreeningTopic.names, **about).result is Result.unknown


def test_a_licence_without_an_end_holds():
    assert result(ScreeningTopic.licence, papers=(LICENCE._replace(expires_on=None),)).result is Result.passed


def test_a_renewed_licence_makes_up_for_the_expired_one():
    papers = (LICENCE._replace(expires_on=GONE), LICENCE, GOOD.papers[1])
    assert screened(papers=papers).verdict is ScreeningVerdict.fit


def test_no_permit_is_looked_for_where_no_category_needs_one():
    about = {"categories": (GoodsRange("Cups", "", False),)}
    assert result(ScreeningTopic.permits, **about).result is Result.not_applicable
    assert screened(**about).verdict is ScreeningVerdict.fit


def test_a_reason_carries_its_figure_and_its_limit():
    found = result(ScreeningTopic.years)
    assert (found.figure, found.limit) == (Decimal(6), 3)
    heard = result(ScreeningTopic.reputation)
    assert (heard.figure, heard.of, heard.limit, heard.on) == (2, 2, 2, TODAY)


def test_the_worst_reason_stands_first():
    found = screened(search=None, since_year=2026, heard=(Heard("peer", "good", TODAY),))
    assert [one.result for one in found.reasons][:3] == [Result.failed, Result.unknown, Result.warned]


def heard(*notes):
    about = screened(heard=notes)
    return about.verdict, {reason.topic: reason for reason in about.reasons}


WELL = (Heard("peer", "good", TODAY), Heard("forum", "good", TODAY))


@pytest.mark.parametrize("matter", ["court", "fraud", "sanction"])
@pytest.mark.parametrize("kind", ["peer", "platform"])
def test_a_serious_note_stops_it_until_it_is_answered_whoever_said_it_and_however_long_ago(matter, kind):
    note = Heard(kind, "bad", TODAY - timedelta(days=900), linked=False, matter=matter)
    verdict, reasons = heard(*WELL, note)
    assert verdict is ScreeningVerdict.stop
    reason = reasons[ScreeningTopic.serious]
    assert (reason.result, reason.figure, reason.of, reason.names) == (Result.failed, 1, 1, (matter,))
    verdict, reasons = heard(*WELL, note._replace(answered=True))
    assert verdict is ScreeningVerdict.watch
    assert reasons[ScreeningTopic.serious].result is Result.warned


def test_more_bad_than_good_is_watched_and_never_meets_it():
    bad = (Heard("peer", "bad", TODAY), Heard("forum", "bad", TODAY), Heard("news", "good", TODAY))
    verdict, reasons = heard(*bad)
    assert verdict is ScreeningVerdict.watch
    assert reasons[ScreeningTopic.reputation].result is Result.warned
    assert heard(*bad, Heard("news", "good", TODAY))[0] is ScreeningVerdict.fit


def test_a_note_without_its_address_and_the_platforms_own_page_count_for_nothing():
    _verdict, reasons = heard(
        Heard("peer", "good", TODAY, linked=False), Heard("platform", "good", TODAY), Heard("forum", "good", TODAY)
    )
    reason = reasons[ScreeningTopic.reputation]
    assert (reason.result, reason.figure, reason.of) == (Result.warned, 1, 1)
    assert reason.talk.unlinked == 1


@pytest.mark.parametrize(("answered", "expected"), [(False, Result.failed), (True, Result.warned)])
def test_nothing_found_holds_only_while_no_serious_note_is_on_file(answered, expected):
    note = Heard("court", "bad", TODAY, matter="court", answered=answered)
    reason = result(ScreeningTopic.search, heard=[note])
    assert (reason.result, reason.names) == (expected, ("court",))
    assert screened(Result.warned, heard=[note]).reasons and result(ScreeningTopic.search).names == ()
