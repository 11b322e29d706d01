"""A first start that is killed at any point is taken up again by the next one."""

from __future__ import annotations

import pytest

from portal.config import Config
from tests import postgres
from tests.databases import ENGINES
from tests.ops.interrupted import KILL, NEVER, interrupted

HISTORY_MADE, STEP_MADE = "playhouse/migrations._run:call", "playhouse/migrations._run:return"
POINTS = ["_make_key:call", "open_to_others:call", HISTORY_MADE, STEP_MADE, "upgrade:return", "setup_lines:call"]


@pytest.fixture(params=ENGINES)
def config(request, tmp_path):
    url = postgres.create() if request.param == "postgresql" else ""
    yield Config(instance=tmp_path / "instance", database_url=url)
    if url:
        postgres.drop(url)


def run(config, *words):
    return interrupted(config, NEVER, KILL, *words)


def test_a_killed_first_start_is_taken_up_again(config):
    for point in POINTS:
        assert interrupted(config, point, KILL, "init").returncode == -KILL, point
    done = run(config, "init")
    assert (done.returncode, done.stderr) == (0, "")
    assert "/setup/" in done.stdout


@pytest.mark.parametrize("point", [HISTORY_MADE, "secrets.token_bytes:return"])
def test_what_a_kill_left_without_a_table_is_a_new_portal(config, point):
    assert interrupted(config, point, KILL, "init").returncode == -KILL
    done = run(config, "init")
    assert (done.returncode, done.stderr) == (0, "")
    assert not (config.instance / "backups").exists()  # there was nothing to save yet


def test_a_killed_first_start_of_the_demo_is_no_real_team(tmp_path):
    config = Config(instance=tmp_path / "instance")
    interrupted(config, "keep:call", KILL, "demo")
    done = run(config, "demo")
    assert (done.returncode, done.stderr) == (0, "")
    assert "Sign in as one of" in done.stdout
