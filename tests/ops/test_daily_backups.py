"""A backup a day by itself, kept by rule: seven days, four weeks, twelve months."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from portal.config import Config
from portal.ops import backup, lock
from portal.ops.nightly import daily
from portal.ops.nightly.keeping import kept
from portal.ops.restore import restore
from tests.ops.installation import LATER, installed, rows

NIGHT = datetime(2026, 11, 24, 3, 17, tzinfo=ZoneInfo("Asia/Shanghai"))
DAY = timedelta(days=1)


def test_seven_days_four_weeks_and_twelve_months_are_kept():
    today = date(2026, 12, 1)
    every_day = [today - number * DAY for number in range(800)]
    left = sorted(kept(every_day), reverse=True)
    assert left[:7] == every_day[:7]
    assert left[7:9] == [date(2026, 11, 22), date(2026, 11, 15)]  # Sundays
    assert left[9:11] == [date(2026, 10, 31), date(2026, 9, 30)]
    assert left[-1] == date(2026, 1, 31)


def test_what_is_kept_day_after_day_is_what_the_rule_keeps_of_all_of_them():
    there, everything = set(), []
    for number in range(500):
        day = date(2025, 1, 1) + number * DAY
        everything.append(day)
        there = kept({*there, day})
    assert there == kept(everything)


def test_days_without_the_portal_do_not_delete_what_is_there():
    old = [date(2026, 1, 1) + number * DAY for number in range(7)]
    assert kept([*old, date(2026, 12, 1)]) >= {*old[1:], date(2026, 12, 1)}


def test_one_backup_a_day_is_made_in_the_night_and_can_be_restored(portal):
    before = rows(portal)
    assert daily.make_due(portal.config, portal.database, NIGHT - timedelta(hours=1)) is None
    made = daily.make_due(portal.config, portal.database, NIGHT)
    assert made == portal.config.instance / "backups" / "daily-20261124-031700.tar"
    assert daily.make_due(portal.config, portal.database, NIGHT + timedelta(hours=1)) is None
    assert daily.make_due(portal.config, portal.database, NIGHT + DAY) is not None
    assert backup.last(portal.config)[0] == NIGHT + DAY
    portal.database.close_all()
    restore(portal.config, made, LATER)
    assert rows(portal) == {**before, "session": 0}


def test_the_folder_is_a_setting(portal, tmp_path):
    config = replace(portal.config, backups=tmp_path / "mount")
    assert daily.make_due(config, portal.database, NIGHT).parent == tmp_path / "mount"
    assert Config.from_env({"PORTAL_BACKUPS": "/mnt/nas"}).backup_folder.as_posix() == "/mnt/nas"
    assert Config.from_env({"PORTAL_INSTANCE": "/srv/desk"}).backup_folder.as_posix() == "/srv/desk/backups"


def test_only_what_was_made_by_itself_is_deleted_by_rule(portal):
    folder = portal.config.backup_folder
    folder.mkdir()
    mine = ["portal-20200101-000000.tar", "daily-notes.tar", "daily.txt"]
    old = [f"daily-{day:%Y%m%d}-030000.tar" for day in (NIGHT.date() - number * DAY for number in range(1, 40))]
    for name in (*mine, *old):
        (folder / name).touch()
    daily.make_due(portal.config, portal.database, NIGHT)
    left = {path.name for path in folder.iterdir()}
    assert set(mine) <= left
    assert len(daily.days(folder)) == 7 + 2 + 1  # of 40 days: a week, two Sundays, the end of October


def test_a_folder_that_cannot_be_written_is_logged_and_tried_again(portal, tmp_path):
    (tmp_path / "nas").touch()
    config = replace(portal.config, backups=tmp_path / "nas")
    assert daily.make_due(config, portal.database, NIGHT) is None
    (tmp_path / "nas").unlink()
    assert daily.make_due(config, portal.database, NIGHT) is not None


def test_two_processes_of_one_instance_make_one(portal):
    with lock.alone(portal.config.instance, name=daily.LOCK):
        assert daily.make_due(portal.config, portal.database, NIGHT) is None


def test_a_portal_that_nobody_has_set_up_makes_none(tmp_path):
    with installed("sqlite", tmp_path / "new") as new:
        assert daily.make_due(new.config, new.database, NIGHT) is None


def test_what_a_killed_backup_left_is_cleared_away_a_day_later(portal):
    folder = portal.config.backup_folder
    for name in ("portal-20261101-000000.tar.part", ".portal-backup-old/database", ".portal-backup-new/database"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
        moment = (NIGHT - (timedelta(hours=1) if "new" in name else 2 * DAY)).timestamp()
        for path in (folder / name, (folder / name).parent):
            os.utime(path, (moment, moment))
    made = daily.make_due(portal.config, portal.database, NIGHT)
    assert {path.name for path in folder.iterdir()} == {".portal-backup-new", made.name}
