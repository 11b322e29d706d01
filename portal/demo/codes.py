"""Invented codes of the digital samples: one supplier's stay alive, the other's do not, and one was sold by both."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from portal.codes.keys import mark
from portal.codes.models import CodeCheck, SampleCode
from portal.codes.rules import First, read_paste
from portal.demo import World
from portal.samples.models.samples import Batch

# Supplier, place of the batch, tested so many days ago, result, the invented ones from the first to before the last.
PASTES = (
    ("starbridge", 0, 55, First.works, 0, 20, ""),
    ("starbridge", 1, 55, First.works, 20, 30, ""),
    ("aurora", 0, 8, First.works, 100, 117, "试用账号 2 个"),
    ("aurora", 0, 8, First.works, 5, 6, ""),
    ("aurora", 0, 8, First.dead, 117, 118, "提示无效"),
    ("aurora", 0, 8, First.used, 118, 119, ""),
    ("aurora", 0, 8, First.untested, 100, 101, ""),
)
# Supplier, place of the batch, day, checked so many days ago, of how many, still alive.
CHECKS = (
    ("starbridge", 0, 1, 54, 20, 20),
    ("starbridge", 0, 7, 47, 20, 20),
    ("starbridge", 0, 30, 20, 20, 20),
    ("starbridge", 1, 1, 54, 10, 10),
    ("starbridge", 1, 30, 20, 10, 9),
    ("aurora", 0, 1, 7, 18, 17),
)


def record(world: World, sample: Any, supplier: str) -> None:
    """What was tested of a sample and looked at again; before its verdict is signed."""
    batches = list(Batch.select().where(Batch.sample == sample).order_by(Batch.id))
    for whose, place, ago, result, first, last, note in PASTES:
        if whose == supplier:
            kept = read_paste("\n".join(invented(number) for number in range(first, last)), world.code_key).codes
            stamp = world.stamp("omar", ago)
            SampleCode.record(
                batches[place], kept, result, world.day(ago), world.say(note), mark(world.code_key), stamp
            )
    for whose, place, day, ago, asked, alive in CHECKS:
        if whose == supplier:
            check = {"checked_on": world.day(ago), "asked": asked, "alive": alive, "note": ""}
            CodeCheck.put(batches[place], day, 0, world.stamp("omar", ago), **check)


def invented(number: int) -> str:
    return sha256(f"an invented code, {number}".encode()).hexdigest()[:16].upper()
