"""A restore changes nothing until all of the file is checked."""

from __future__ import annotations

import json
import os
import tarfile
from io import BytesIO

import pytest

from portal.ops.refusal import Refusal
from portal.ops.restore import restore
from tests.ops.installation import LATER, rows


def rewrite(saved, change=lambda manifest: manifest, members=lambda entries: entries):
    """The same backup with another manifest or other members, packed again."""
    with tarfile.open(saved) as tar:
        entries = [(name, tar.extractfile(name).read()) for name in tar.getnames()]
    manifest = change(json.loads(entries[0][1]))
    with tarfile.open(saved, "w") as tar:
        for name, content in [("manifest.json", json.dumps(manifest).encode()), *members(entries[1:])]:
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, BytesIO(content))


def cut(saved):
    os.truncate(saved, saved.stat().st_size // 2)


def empty(saved):
    os.truncate(saved, 0)


def text(saved):
    saved.write_text("this is no backup")


def foreign(saved):
    with tarfile.open(saved, "w") as tar:
        tar.add(__file__, "notes.py")


def turned_byte(saved):
    content = bytearray(saved.read_bytes())
    content[len(content) // 2] ^= 1
    saved.write_bytes(content)


def newer_migration(saved):
    rewrite(saved, lambda manifest: {**manifest, "migrations": [*manifest["migrations"], "9999_from_the_future"]})


def newer_format(saved):
    rewrite(saved, lambda manifest: {**manifest, "format": 2})


def other_engine(saved):
    rewrite(saved, lambda manifest: {**manifest, "engine": "oracle"})


def wrong_count(saved):
    rewrite(saved, lambda manifest: {**manifest, "rows": {**manifest["rows"], "user": 99}})


def no_manifest(saved):
    rewrite(saved, lambda manifest: ["no", "manifest"])


def extra_member(saved):
    rewrite(saved, members=lambda entries: [*entries, ("uploads/evil", b"x")])


def missing_member(saved):
    rewrite(saved, members=lambda entries: entries[:1])


def climbing_path(saved):
    def climb(manifest):
        return {**manifest, "files": {**manifest["files"], "../evil": "0" * 64}}

    rewrite(saved, climb, lambda entries: [*entries, ("../evil", b"x")])


DAMAGES = (
    cut, empty, text, foreign, turned_byte, newer_migration, newer_format, other_engine, wrong_count, no_manifest,
    extra_member, missing_member, climbing_path,
)  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda damage: damage.__name__)
def test_a_restore_of_a_bad_file_is_refused_and_changes_nothing(portal, saved, damage):
    before = rows(portal)
    damage(saved)
    portal.database.close_all()
    with pytest.raises(Refusal) as refused:
        restore(portal.config, saved, LATER)
    assert "\n" not in str(refused.value)
    assert rows(portal) == before
    assert not (portal.config.instance / "evil").exists()
    assert not list(portal.config.instance.glob(".restore-*"))
