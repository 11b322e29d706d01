"""A portal of its own on each engine, and a backup of it."""

from __future__ import annotations

import pytest

from portal.ops import backup
from tests.cast import NOW
from tests.databases import ENGINES
from tests.ops.installation import installed, settle


@pytest.fixture(params=ENGINES)
def portal(request, tmp_path):
    with installed(request.param, tmp_path / "instance") as own:
        settle(own)
        yield own


@pytest.fixture
def saved(portal, tmp_path):
    return backup.make(portal.config, portal.database, tmp_path / "backups", NOW).path


@pytest.fixture
def sqlite_portal(tmp_path):
    with installed("sqlite", tmp_path / "instance") as own:
        settle(own)
        yield own
