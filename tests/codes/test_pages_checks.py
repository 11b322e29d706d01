"""Checks of codes that worked: due, made once by two people, and ended when none is left alive."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.codes.models import CodeCheck
from tests.cast import TODAY
from tests.codes.desk import SECRET, check, paste, url
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


def test_a_check_that_is_due_stands_on_the_home_page_of_the_owner_until_it_is_made(mei, old):
    page = mei.get("/").text
    assert "do the codes of Top-up · A that worked still work?" in page and f"/samples/{old.id}#codes" in page
    assert check(mei, old).status_code == 303
    assert "do the codes of" not in mei.get("/").text


def test_a_check_is_recorded_with_its_number_and_its_share_and_the_missed_one_stays_not_checked(mei, cast, old):
    check(mei, old, note="By hand")
    kept = CodeCheck.get()
    assert (kept.day, kept.asked, kept.alive, kept.checked_on, kept.by, kept.note) == (
        7,
        10,
        9,
        TODAY,
        cast.mei,
        "By hand",
    )
    page = mei.get(url(old)).text
    assert "90% alive (n = 10)" in page and "9 of 10 still worked" in page
    assert "whether they were alive is unknown" in page
    assert "1 bad of 10 tested: of the whole lot up to 39% could still be bad" in page
    for path in (f"/samples/{old.id}", f"/samples/{old.id}/print"):
        shown = mei.get(path).text
        assert "90% (10)" in shown and "not checked" in shown
    assert trail_tells("batch.check")


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({"alive": 11}, "No more can work than were checked."),
        ({"asked": 11}, "At most 10 codes could still be alive."),
        ({"asked": 0, "alive": 0}, "Enter 1 or more"),
        ({"checked_on": str(TODAY - timedelta(days=2))}, "The check of day 7 is made from 2026-11-23 to 2026-11-24."),
        ({"checked_on": str(TODAY + timedelta(days=1))}, "The check of day 7 is made from 2026-11-23 to 2026-11-24."),
        ({"note": "QX7Z93KM55TPW8RD"}, "A code stands in the note."),
    ],
)
def test_a_check_that_cannot_be_is_refused_at_its_field(mei, old, about, said):
    answer = check(mei, old, **about)
    assert answer.status_code == 422 and said in answer.text and "QX7Z93KM55TPW8RD" not in answer.text
    assert not CodeCheck.select().exists()


def test_a_check_made_in_its_days_can_be_written_down_later_unless_a_later_one_contradicts_it(mei, old):
    check(mei, old)
    day = str(TODAY - timedelta(days=5))
    answer = check(mei, old, day=1, checked_on=day, alive=8)
    assert answer.status_code == 422 and "A later check found more codes than this would leave alive." in answer.text
    assert check(mei, old, day=1, checked_on=day, alive=10).status_code == 303


def test_a_check_whose_day_is_still_to_come_cannot_be_made(mei, old):
    assert check(mei, old, day=30).status_code == 404
    assert not CodeCheck.select().exists()


def test_two_people_do_not_overwrite_each_others_check(mei, old):
    check(mei, old)
    answer = check(mei, old, alive=5, note="Mine")
    assert answer.status_code == 409 and "Mine" in answer.text and "Stands now" in answer.text
    assert CodeCheck.get().alive == 9
    assert check(mei, old, version=1, alive=5).status_code == 303
    assert CodeCheck.get().alive == 5


def test_after_the_verdict_codes_stay_as_they_are_and_checks_go_on(mei, old):
    type(old).update(verdict="pass").where(type(old).id == old.id).execute()
    assert paste(mei, old, SECRET).status_code == 423
    assert 'id="paste"' not in mei.get(url(old)).text
    assert check(mei, old).status_code == 303


def test_a_dropped_sample_asks_for_no_more_checks(mei, old):
    type(old).update(verdict="drop").where(type(old).id == old.id).execute()
    assert "do the codes of" not in mei.get("/").text


def test_once_none_is_left_alive_nobody_is_asked_again(mei, old):
    check(mei, old, day=1, checked_on=str(TODAY - timedelta(days=6)), alive=0)
    assert "none left alive" in mei.get(url(old)).text
    assert "do the codes of" not in mei.get("/").text
    assert check(mei, old).status_code == 404
