"""The folder of the team's data: private, local, with a key of its own."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from portal.ops import instance
from portal.ops.instance import InstanceError

MOUNTS = """\
/dev/vda / ext4 rw 0 0
nas:/volume /srv/nas nfs4 rw 0 0
//nas/share /srv/team\\040share cifs rw 0 0
/dev/vdb /srv/nas/local ext4 rw 0 0
host /mnt/host 9p rw 0 0
"""


@pytest.fixture
def mounts(tmp_path):
    path = tmp_path / "mounts"
    path.write_text(MOUNTS)
    return path


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_folder_and_key_are_made_for_their_owner_only(tmp_path):
    folder = instance.prepare(tmp_path / "deep" / "instance")
    assert mode(folder) == 0o700
    assert mode(folder / "secret_key") == 0o600
    assert len(instance.secret_key(folder)) == 32


def test_the_key_stays_the_same_from_start_to_start(tmp_path):
    first = instance.secret_key(instance.prepare(tmp_path / "instance"))
    assert instance.secret_key(instance.prepare(tmp_path / "instance")) == first


@pytest.mark.parametrize("bits", [0o640, 0o604, 0o660])
def test_a_key_others_can_read_stops_the_start(tmp_path, bits):
    folder = instance.prepare(tmp_path / "instance")
    (folder / "secret_key").chmod(bits)
    with pytest.raises(InstanceError, match="chmod 600"):
        instance.prepare(folder)


def test_a_folder_others_can_read_stops_the_start(tmp_path):
    folder = instance.prepare(tmp_path / "instance")
    folder.chmod(0o755)
    with pytest.raises(InstanceError, match="chmod 700"):
        instance.prepare(folder)


def test_a_key_that_is_cut_short_stops_the_start(tmp_path):
    folder = instance.prepare(tmp_path / "instance")
    (folder / "secret_key").write_bytes(b"short")
    with pytest.raises(InstanceError, match="cut short"):
        instance.prepare(folder)


def test_a_file_in_place_of_the_folder_is_refused_and_left_alone(tmp_path):
    (tmp_path / "instance").write_text("notes")
    with pytest.raises(InstanceError, match="cannot be made"):
        instance.prepare(tmp_path / "instance")
    assert (tmp_path / "instance").read_text() == "notes"


def test_a_network_file_system_is_refused_and_nothing_is_made(tmp_path, mounts):
    mounts.write_text(MOUNTS + f"nas:/home {tmp_path}/nas nfs rw 0 0\n")
    with pytest.raises(InstanceError, match=r"network file system \(nfs\)"):
        instance.prepare(tmp_path / "nas" / "instance", mounts)
    assert not (tmp_path / "nas").exists()


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/srv/portal", None),
        ("/srv/nas/portal", "nfs4"),
        ("/srv/nas/local/portal", None),
        ("/srv/nasty", None),
        ("/srv/team share/portal", "cifs"),
        ("/mnt/host", "9p"),
    ],
)
def test_the_nearest_mount_decides(tmp_path, mounts, folder, kind):
    assert instance.network_kind(Path(folder), mounts) == kind
