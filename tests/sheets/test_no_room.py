"""A workbook that finds no room on the disk."""

from __future__ import annotations

import gc
import sys

import pytest

from portal.sheets.xlsx_writer import workbook
from tests.full_disk import files_full


@pytest.mark.parametrize("room", [0, 2_000, 100_000], ids="{} bytes".format)
@pytest.mark.parametrize("number", [3, 60_000], ids="{} rows".format)
def test_it_is_refused_and_nothing_of_it_stays_open(monkeypatch, number, room):
    left: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", left.append)
    with files_full(room), pytest.raises(OSError, match="too large"):
        workbook(["Name", "Note"], ([str(row), "x" * 20] for row in range(number * (1 + room // 100))))
    gc.collect()
    assert left == []
