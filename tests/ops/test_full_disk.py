"""Commands on a full disk: one line says so, and nothing half made is left behind."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from portal.config import Config
from portal.core.disk import MB
from portal.ops import backup, cli, instance
from portal.ops.checks import machine
from tests.cast import NOW
from tests.databases import ENGINES
from tests.full_disk import files_full
from tests.ops.installation import Installation, installed, settle


@pytest.fixture(params=ENGINES)
def portal(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Installation]:
    with installed(request.param, tmp_path / "instance") as made:
        settle(made)
        yield made


@pytest.mark.parametrize("room", [0, 10_000])
def test_a_backup_says_so_and_leaves_no_part_of_itself(portal, tmp_path, room):
    folder = tmp_path / "backups"
    with files_full(room), pytest.raises(backup.BackupError if portal.engine == "sqlite" else cli.Refusal):
        backup.make(portal.config, portal.database, folder, NOW)
    assert list(folder.iterdir()) == []
    assert not (portal.config.instance / backup.LAST).exists()
    assert backup.make(portal.config, portal.database, folder, NOW).path.exists()


@pytest.mark.parametrize("portal", ["sqlite"], indirect=True)
def test_a_command_ends_with_one_line(portal, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PORTAL_INSTANCE", str(portal.config.instance))
    portal.database.close_all()
    with files_full():
        for words in (["backup", str(tmp_path / "backups")], ["user", "add", "Wu"]):
            assert cli.main(words) == 2
            said = capsys.readouterr().err
            assert said.count("\n") == 1
            assert "disk" in said


def test_no_half_a_key_is_left_at_the_first_start(tmp_path):
    with files_full(), pytest.raises(instance.InstanceError, match="cannot be written"):
        instance.prepare(tmp_path / "new")
    assert not (tmp_path / "new" / instance.KEY).exists()
    instance.prepare(tmp_path / "new")


class Usage(NamedTuple):
    total: int
    used: int
    free: int


@pytest.mark.parametrize(
    ("total", "free", "level"),
    [(10_000, 1_000, "ok"), (10_000, 999, "warn"), (2_000, 500, "ok"), (2_000, 499, "warn"), (2_000, 127, "FAIL")],
)
def test_check_warns_below_a_tenth_or_500_megabytes(tmp_path, monkeypatch, total, free, level):
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(total * MB, 0, free * MB))
    assert machine.space(Config(instance=tmp_path)).level == level


def said_at_home(visitor: Any) -> bool:
    return "nearly full" in visitor.get("/").text


def test_administrators_are_told_at_home(signed_in, cast, monkeypatch):
    assert "nearly full" not in signed_in(cast.mei).get("/").text
    monkeypatch.setattr(shutil, "disk_usage", lambda _path: Usage(2_000 * MB, 0, 400 * MB))
    assert [said_at_home(signed_in(person)) for person in (cast.lin, cast.mei, cast.guo)] == [True, False, False]
