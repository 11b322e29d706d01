"""Rows of a file that speak of several records: which rows speak of the same one, and what one is to another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

from portal.core.rules.spellings import Guess
from portal.imports.rules.columns import KINDS
from portal.imports.rules.importing import Deed, ImportedRow, MatchRule, spread
from portal.sheets.rules.row_outcomes import CellFault

# Order in which records are written: each after those it belongs to.
WRITTEN_IN_ORDER = ("categories", *KINDS)


@dataclass(frozen=True, order=True)
class MadeHere:
    """A record that this file makes: it has no id before it is written."""

    kind: str
    number: int  # of the row that speaks of it first

    def __str__(self) -> str:
        return f"{self.kind}:{self.number}"


class CellGuess(NamedTuple):
    """A cell that was read as something that it does not quite say."""

    field: str
    text: str
    value: str
    guess: Guess


class Gathered(NamedTuple):
    lines: list[ImportedRow]  # one for each record
    first: dict[int, int]  # number of a row -> number of the line that its record has


def gathered(rows: Iterable[ImportedRow], deeds: Mapping[MatchRule, Deed]) -> Gathered:
    """Rows that speak of the same record as one line. Of two values of one field neither counts: that is a fault."""
    lines: dict[int, ImportedRow] = {}
    first: dict[int, int] = {}
    owners: dict[tuple[MatchRule, str], int] = {}
    for row in rows:
        keys = [key for key in spread(row.keys) if deeds[key[0]] is not Deed.new]
        number = next((owners[key] for key in keys if key in owners), row.number)
        faulty = replace(row, faults=tuple(replace(fault, row=row.number) for fault in row.faults))
        lines[number] = joined(lines[number], faulty) if number in lines else faulty
        first[row.number] = number
        owners |= {key: number for key in keys if key not in owners}
    return Gathered(list(lines.values()), first)


def joined(line: ImportedRow, row: ImportedRow) -> ImportedRow:
    first, more = {**line.values, **line.at_first}, {**row.values, **row.at_first}
    differing = [name for name, value in more.items() if first.get(name, value) != value]
    faults = tuple(CellFault("differs", name, str(line.number), row.number) for name in differing)
    return replace(
        line,
        values={**row.values, **line.values},
        at_first={**row.at_first, **line.at_first},
        keys={rule: line.keys.get(rule, frozenset()) | row.keys.get(rule, frozenset()) for rule in MatchRule},
        faults=(*line.faults, *row.faults, *faults),
        missing=tuple(name for name in line.missing if name in row.missing),
    )


def stacked(rows: Iterable[ImportedRow]) -> Gathered:
    """Rows of one quote, each with a price from another quantity on, as one line; any others stay as they are."""
    groups: dict[str, list[ImportedRow]] = {}
    for row in rows:
        key = next(iter(row.keys.get(MatchRule.name, ())), f"row {row.number}")
        groups.setdefault(key, []).append(row)
    lines: list[ImportedRow] = []
    first: dict[int, int] = {}
    for group in groups.values():
        whole = one_quote(group)
        lines += [whole] if whole else group
        first |= {row.number: whole.number if whole else row.number for row in group}
    return Gathered(sorted(lines, key=lambda line: line.number), first)


ONE_OF_TIER = ("breaks", "moq")  # what differs between the rows of one quote


def one_quote(rows: list[ImportedRow]) -> ImportedRow | None:
    """The rows as one quote with prices by quantity; None where that is not what they are."""
    prices = [price_of(row) for row in rows]
    if len(rows) < 2 or any(row.faults for row in rows) or not all(prices):
        return None
    breaks = dict(price for price in prices if price)
    if len(breaks) < len(rows):
        return None
    rest: dict[str, Any] = {}
    for row in rows:
        if any(rest.setdefault(name, value) != value for name, value in row.values.items() if name not in ONE_OF_TIER):
            return None
    moq = {"moq": min(breaks)} if "moq" in rows[0].values else {}
    return replace(rows[0], values={**rest, "breaks": tuple(sorted(breaks.items())), **moq})


def price_of(row: ImportedRow) -> tuple[int, Decimal] | None:
    """The only price of a row and the quantity from which it holds; None for no or several prices."""
    breaks = row.values.get("breaks", ())
    if len(breaks) != 1:
        return None
    quantity, price = breaks[0]
    return (row.values.get("moq") or quantity if quantity == 1 else quantity), price


def resolved(value: Any, ids: Mapping[MadeHere, int]) -> Any:
    """The value with the ids of records that were made meanwhile."""
    if isinstance(value, MadeHere):
        return ids[value]
    if isinstance(value, Mapping):
        return {name: resolved(part, ids) for name, part in value.items()}
    return [resolved(part, ids) for part in value] if isinstance(value, list) else value
