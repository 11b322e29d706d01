"""A restore that is stopped or killed at any point leaves the portal of before or the restored one, whole."""

from __future__ import annotations

import pytest

from portal.core.models.users import User
from tests.cast import stamp
from tests.ops.installation import LATER, PICTURE, bring_back, rows
from tests.ops.interrupted import INTERRUPT, KILL, TERMINATE, interrupted

EVERYWHERE = ["unpack:return", "compare:call", "shut_doors:call", "add_uploads:return"]
POINTS = {
    "sqlite": [*EVERYWHERE, "keep:call", "check_free:call", "keep:return", "side_files:call", "bring_back:return"],
    "postgresql": [*EVERYWHERE, "make_room:return", "script:call", "perform:return", "bring_back:return"],
}


def stop(portal, saved, point, number):
    portal.database.close_all()
    done = interrupted(portal.config, point, number, "restore", str(saved))
    portal.database.connect()
    return done


@pytest.fixture
def newer(portal, saved):
    """Somebody came after the backup, and a file of it is gone from the disk."""
    User.add("later", "Somebody who came later", "viewer", "x", None, stamp(at=LATER))
    (portal.uploads / "a1").unlink()
    return rows(portal)


def leftovers(portal):
    folder = portal.config.instance
    return [path.name for path in (*folder.glob(".restore-*"), *folder.glob("replaced/*.part"))]


def test_a_killed_restore_leaves_one_whole_portal_and_can_be_done_again(portal, saved, newer):
    for point in POINTS[portal.engine]:
        before = rows(portal)
        done = stop(portal, saved, point, KILL)
        assert done.returncode == -KILL, (point, done.stderr)
        assert rows(portal) == before if point != "bring_back:return" else rows(portal)["user"] == 3, point
        assert portal.database.execute_sql("SELECT count(*) FROM schema_migration").fetchone()[0], point
    bring_back(portal, saved)
    assert rows(portal) == {**newer, "user": 3, "session": 0, "audit_event": newer["audit_event"] - 1}
    assert (portal.uploads / "a1").read_bytes() == PICTURE
    assert leftovers(portal) == []


@pytest.mark.parametrize("number", [INTERRUPT, TERMINATE], ids=["Ctrl-C", "SIGTERM"])
@pytest.mark.parametrize("point", ["unpack:call", "compare:call", "add_uploads:call"])
def test_a_restore_that_is_stopped_says_so_and_changes_nothing(portal, saved, newer, point, number):
    done = stop(portal, saved, point, number)
    assert (done.returncode, done.stderr) == (2, "portal: the restore was stopped: nothing was changed\n")
    assert rows(portal) == newer
    assert leftovers(portal) == []


def test_a_restore_that_is_swapping_already_finishes_and_says_so(portal, saved, newer):
    done = stop(portal, saved, "unstoppable:return", TERMINATE)
    assert done.returncode == 0
    assert done.stdout.startswith("Restored ")
    assert rows(portal)["user"] == newer["user"] - 1


def test_a_kept_file_has_its_name_only_when_all_of_it_is_there(portal, saved, newer):
    stop(portal, saved, "check_free:call", KILL)  # on PostgreSQL this point is never reached
    assert not list((portal.config.instance / "replaced").glob("*.db"))
