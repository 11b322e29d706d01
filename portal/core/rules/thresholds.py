"""Rules put to a figure: what passes, what is only a warning, and what fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

from portal.core.rules.plain_data import as_number, refuse

Figure = Decimal | int | bool | str | tuple[str, ...]  # shares are 0 to 1, money is in the unit of the item
Lookup = Callable[[str], Decimal | str]  # the value of a policy setting, for the stage at hand


class Result(StrEnum):
    passed = "pass"
    warned = "warn"
    failed = "fail"
    unknown = "unknown"
    not_applicable = "na"


class Op(StrEnum):
    at_least = ">="
    at_most = "<="
    more = ">"
    less = "<"
    equal = "=="
    within = "in"
    filled = "filled"


ORDERED = (Op.at_least, Op.at_most, Op.more, Op.less)
LIMITS = {Op.filled: "no value", Op.within: "a list of keys"}  # what a limit is, where it is no number


@dataclass(frozen=True)
class Comparator:
    """One test. Its limit is a value written down, or a policy setting that is looked up when it is needed."""

    op: Op
    value: Figure | None = None
    setting: str | None = None

    def __post_init__(self) -> None:
        if self.setting is None:
            refuse({f"{self.op} needs {LIMITS.get(self.op, 'a number')}": not self._suits()})
        else:
            refuse({"a value and a setting exclude each other": self.value is not None})

    def _suits(self) -> bool:
        if self.op is Op.filled:
            return self.value is None
        if self.op is Op.within:
            return isinstance(self.value, tuple) and bool(self.value)
        return as_number(self.value) is not None or (self.op is Op.equal and isinstance(self.value, bool))

    def limit(self, lookup: Lookup) -> Figure | None:
        """The limit in force; None for `filled`, which has none. KeyError if the setting does not exist."""
        return self.value if self.setting is None else lookup(self.setting)

    def holds(self, figure: Figure, lookup: Lookup) -> bool:
        """Whether the figure passes this test. TypeError when the two cannot be compared."""
        limit = self.limit(lookup)
        if self.op is Op.filled:
            return figure not in ("", ())
        if self.op is Op.within:
            chosen = figure if isinstance(figure, tuple) else (figure,)
            return isinstance(limit, tuple) and all(option in limit for option in chosen)
        if self.op is Op.equal and isinstance(limit, bool):
            return figure is limit
        return compares(self.op, figure, limit)


@dataclass(frozen=True, kw_only=True)
class Limits:
    pass_: Comparator
    warn: Comparator | None = None

    def result(self, figure: Figure, lookup: Lookup) -> Result:
        """`pass` is tested first, then `warn`; otherwise the figure fails."""
        if self.pass_.holds(figure, lookup):
            return Result.passed
        return Result.warned if self.warn and self.warn.holds(figure, lookup) else Result.failed


@dataclass(frozen=True, kw_only=True)
class FactRule(Limits):
    """Limits for the answer to one question put to the records: a fact with its parameters."""

    fact: str
    params: Mapping[str, Any]

    def __post_init__(self) -> None:
        tables = any(isinstance(value, Mapping) for value in self.params.values())
        refuse({"a parameter is a plain value or a list of them": tables})


def compares(op: Op, figure: object, limit: object) -> bool:
    """Whether a figure stands where `op` puts it to the limit. TypeError when one of them is no number."""
    left, right = as_number(figure), as_number(limit)
    if left is None or right is None:
        raise TypeError(f"{figure!r} {op} {limit!r}")
    answers = {
        Op.at_least: left >= right,
        Op.at_most: left <= right,
        Op.more: left > right,
        Op.less: left < right,
    }
    return answers.get(op, left == right)
