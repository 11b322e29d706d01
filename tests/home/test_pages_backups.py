"""Administrators are told at home when no backup has been made for two days; nobody else is."""

from __future__ import annotations

import os
from datetime import timedelta

import pytest

from portal.ops import backup
from tests.cast import NOW

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def made(app, tmp_path):
    """`made(days)`: so many days ago the last backup was made."""
    mark, file = app.extensions["config"].instance / backup.LAST, tmp_path / "portal-20261120-040000.tar"

    def make(days):
        at = NOW - timedelta(days=days)
        mark.write_text(f"{at.isoformat()}\n{file}\n")
        file.touch()
        os.utime(file, (at.timestamp(), at.timestamp()))

    yield make
    mark.unlink(missing_ok=True)


def test_an_administrator_is_told_when_the_last_backup_is_older_than_two_days(signed_in, cast, made):
    home = signed_in(cast.lin)
    assert "No backup has been made" not in home.get("/").text
    made(days=2)
    assert "No backup has been made" not in home.get("/").text
    made(days=3)
    assert "No backup has been made since 11-21." in home.get("/").text
    assert "从 11-21 起就没有备份了" in signed_in(cast.lin, "zh").get("/").text


def test_who_cannot_do_anything_about_it_is_not_told(signed_in, cast, made):
    made(days=3)
    assert "No backup has been made" not in signed_in(cast.mei).get("/").text
