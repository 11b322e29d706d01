"""Tested codes of digital samples."""

from __future__ import annotations

from datetime import date
from typing import Any

from portal.codes.keys import mark
from portal.codes.models import CodeCheck, SampleCode
from portal.codes.rules import First, read_paste
from portal.samples.models.samples import Batch
from tests.cast import TODAY, stamp
from tests.products.makers import make_product
from tests.samples.makers import make_sample

KEY = b"k" * 32


def make_digital(supplier: Any, product: Any = None, batches: tuple[str, ...] = ("A", "B"), **about: Any) -> Any:
    return make_sample(supplier, product or make_product("Top-up", kind="digital"), batches, kind="digital", **about)


def batch_of(sample: Any, place: int = 0) -> Any:
    return list(Batch.select().where(Batch.sample == sample).order_by(Batch.id))[place]


def invented(number: int, start: int = 0) -> str:
    """So many codes, one a line."""
    return "\n".join(f"INV{place:05}ENTED" for place in range(start, start + number))


def make_codes(
    batch: Any, text: str, result: str = "works", on: date = TODAY, key: bytes = KEY, by: Any = None
) -> None:
    SampleCode.record(batch, read_paste(text, key).codes, First(result), on, "", mark(key), stamp(by))


def make_check(batch: Any, day: int, asked: int, alive: int, on: date = TODAY, by: Any = None) -> None:
    CodeCheck.put(batch, day, 0, stamp(by), checked_on=on, asked=asked, alive=alive, note="")
