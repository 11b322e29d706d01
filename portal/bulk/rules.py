"""Changes of many records at once: what is asked for, and what would become of each record."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import Any


class BulkDeed(StrEnum):
    status = "status"
    owner = "owner"
    tier = "tier"
    tag = "tag"
    untag = "untag"
    category = "category"
    uncategory = "uncategory"
    review = "review"
    until = "until"
    delete = "delete"


class BulkFault(StrEnum):
    """Why a record is left as it is."""

    banned = "banned"  # the category is one that nobody here may buy
    full = "full"  # of tags
    before_it = "before_it"  # a quote would end before the day it was quoted
    signed = "signed"  # a verdict
    sealed = "sealed"  # a batch is kept as the reference
    not_allowed = "not_allowed"  # the pipeline does not lead there from where it stands
    reason = "reason"  # the move wants one in words
    unplanned = "unplanned"  # it is not reviewed


@dataclass(frozen=True)
class BulkChoice:
    """What is asked for. `value`: the key of an owner, a tier or a category, tags, or a day; None takes off."""

    deed: BulkDeed
    value: Any = None
    reason: str = ""


@dataclass(frozen=True)
class BulkLine:
    """A record with what stands and what would stand."""

    id: int
    name: str
    before: Any = None
    after: Any = None
    fault: BulkFault | None = None
    over: bool = False  # a supplier is put there past steps that nobody walked with it
    version: int = 0  # the record was read at


@dataclass(frozen=True)
class BulkPlan:
    lines: Sequence[BulkLine]
    along: Mapping[str, int] = field(default_factory=dict)  # what goes with those that are deleted, by its kind

    @cached_property
    def able(self) -> list[BulkLine]:
        """Those that change."""
        return [line for line in self.lines if line.fault is None and line.before != line.after]

    @cached_property
    def over(self) -> list[BulkLine]:
        """Those of them that are put past steps."""
        return [line for line in self.able if line.over]

    @cached_property
    def same(self) -> list[BulkLine]:
        """Those that stand so already."""
        return [line for line in self.lines if line.fault is None and line.before == line.after]

    @cached_property
    def unable(self) -> dict[BulkFault, list[BulkLine]]:
        faults = dict.fromkeys(line.fault for line in self.lines if line.fault)
        return {fault: [line for line in self.lines if line.fault is fault] for fault in faults}

    @property
    def figures(self) -> str:
        """Another text as soon as anything on the page is another."""
        stated = [
            (line.id, line.version, line.name, str(line.before), str(line.after), line.fault, line.over)
            for line in self.lines
        ]
        return hashlib.sha256(repr((stated, sorted(self.along.items()))).encode()).hexdigest()[:32]
