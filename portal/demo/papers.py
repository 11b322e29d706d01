"""The files behind the demo team's papers, agreements and samples: small, and marked as examples."""

from __future__ import annotations

from pathlib import Path

from portal.core.models.record import Record
from portal.demo import World
from portal.web.uploads import JudgedFile, keep_in

FILES = Path(__file__).parent / "files"
# What is shown -> ending and kind of its file.
KINDS = {"paper": (".jpg", "image/jpeg"), "agreement": (".pdf", "application/pdf"), "photo": (".jpg", "image/jpeg")}


def attach(world: World, owner: Record, kind: str, name: str, person: str, ago: int, slot: str = "") -> int:
    """An example of a paper, agreement or photo; `name` is in the language of the demo. Answers its number."""
    ending, media_type = KINDS[kind]
    content = (FILES / f"{kind}.{world.language}{ending}").read_bytes()
    file = JudgedFile(f"{name}{ending}", media_type, content)
    return int(keep_in(world.uploads, file, owner, world.stamp(person, ago), slot).id)
