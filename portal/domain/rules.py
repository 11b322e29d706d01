"""Rules put to a figure: what passes, what is only a warning, and what fails."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from portal.domain.plain import Entry, as_number

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


@dataclass(frozen=True)
class Comparator:
    """One test. Its limit is a value written down, or a policy setting that is looked up when it is needed."""

    op: Op
    value: Figure | None = None
    setting: str | None = None

    def limit(self, lookup: Lookup) -> Figure | None:
        """The limit in force; None for `filled`, which has none. KeyError if the setting does not exist."""
        return self.value if self.setting is None else lookup(self.setting)

    def holds(self, figure: Figure, lookup: Lookup) -> bool:
        """Whether the figure passes this test. TypeError when the two cannot be compared."""
        limit = self.limit(lookup)
        if self.op is Op.filled:
            return figure not in ("", ())
        if self.op is Op.within:
            given = figure if isinstance(figure, tuple) else (figure,)
            return isinstance(limit, tuple) and all(one in limit for one in given)
        if self.op is Op.equal and isinstance(limit, bool):
            return figure is limit
        return self._compares(figure, limit)

    def _compares(self, figure: object, limit: object) -> bool:
        left, right = as_number(figure), as_number(limit)
        if left is None or right is None:
            raise TypeError(f"{figure!r} {self.op} {limit!r}")
        answers = {
            Op.at_least: left >= right,
            Op.at_most: left <= right,
            Op.more: left > right,
            Op.less: left < right,
        }
        return answers.get(self.op, left == right)


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
class Rule(Limits):
    """Limits for the answer to one question put to the records: a fact with its parameters."""

    fact: str
    params: Mapping[str, Any] = field(default_factory=dict)


def comparator_from(entry: Entry) -> Comparator:
    op = entry.one_of("op", Op)
    setting = entry.optional("setting")
    if setting is not None or op is Op.filled:
        entry.end()
        return Comparator(op, setting=setting)
    value = entry.value("value")
    entry.end()
    if op is Op.within:
        if not (isinstance(value, tuple) and value and all(isinstance(one, str) for one in value)):
            raise entry.wrong("in needs a list of keys")
        return Comparator(op, value)
    if op is Op.equal and isinstance(value, bool):
        return Comparator(op, value)
    number = as_number(value)
    if number is None:
        raise entry.wrong(f"{op} needs a number")
    return Comparator(op, number)


def limits_from(entry: Entry) -> Limits:
    limits = Limits(pass_=comparator_from(entry.table("pass")), warn=_warn(entry))
    entry.end()
    return limits


def rule_from(entry: Entry) -> Rule:
    rule = Rule(
        fact=entry.string("fact"),
        params=entry.mapping("params"),
        pass_=comparator_from(entry.table("pass")),
        warn=_warn(entry),
    )
    entry.end()
    if any(isinstance(value, Mapping) for value in rule.params.values()):
        raise entry.wrong("a parameter is a plain value or a list of them")
    return rule


def _warn(entry: Entry) -> Comparator | None:
    return comparator_from(entry.table("warn")) if entry.has("warn") else None
