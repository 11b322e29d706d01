"""What to know before deciding: who cannot win and why, what is unchecked, unknown or not alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any, NamedTuple

from flask_babel import gettext as _

from portal.agreements.rules.agreements import AgreementMark
from portal.agreements.words import title
from portal.comparisons.rules.comparison import NOT_DELIVERED, Below, BelowState
from portal.comparisons.rules.gates import ComparisonGate
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.web.filters import day, listed, percent
from portal.web.words import word

NAMES = "\0"  # where a sentence names its suppliers; no name holds it
FEW_CLAUSES = 3  # named one by one


class WatchLine(NamedTuple):
    """A sentence about suppliers, parted where they are named: on paper their marks stand there."""

    tone: str
    icon: str
    before: str
    columns: tuple[Column, ...] = ()
    after: str = ""

    @property
    def names(self) -> str:
        return listed(column.dossier.name for column in self.columns)


def watch_lines(sheet: SideBySide) -> list[WatchLine]:
    return [
        *below_the_line(sheet),
        *unchecked(sheet),
        *clauses_missing(sheet),
        *costs_unknown(sheet),
        *not_comparable(sheet),
        *run_out(sheet),
        *nothing_open(sheet),
    ]


def about(columns: Iterable[Column], tone: str, icon: str, sentence: str) -> WatchLine:
    before, _names, after = sentence.partition(NAMES)
    return WatchLine(tone, icon, before, tuple(columns), after)


def alike(columns: Iterable[Column], key: Callable[[Column], Any]) -> Iterator[tuple[Any, list[Column]]]:
    """Suppliers of whom the same is to be said."""
    for value, group in groupby(sorted(columns, key=key), key=key):
        yield value, list(group)


def below_the_line(sheet: SideBySide) -> Iterator[WatchLine]:
    """Who fails a gate, who cannot deliver this, and of whom too little is known: three states, never mixed."""
    for state in BelowState:
        yield from (below_line(state, column, sheet) for column in sheet.below if column.standing.state is state)


def below_line(state: BelowState, column: Column, sheet: SideBySide) -> WatchLine:
    if state is BelowState.failed_gate:
        gates = gates_text(column.standing.failed)
        sentence = _("%(name)s cannot win, it does not pass: %(gates)s.", name=NAMES, gates=gates)
        return about([column], "bad-t", "warn", sentence)
    if state is BelowState.cannot_deliver:
        start = _("%(name)s cannot deliver this:", name=NAMES)
        return about([column], "warn-t", "warn", f"{start} {' · '.join(reasons(column, sheet.currency))}")
    if Below.no_quote in column.standing.below:
        return about([column], "mut", "clock", _("%(name)s: no quote for this product yet.", name=NAMES))
    known = percent(column.standing.score.coverage)
    sentence = _(
        "%(name)s is not ranked yet, which is no failure: %(known)s of what counts is known.", name=NAMES, known=known
    )
    return about([column], "mut", "clock", sentence)


def reasons(column: Column, currency: str) -> Iterator[str]:
    """Why a supplier cannot deliver this."""
    for reason in column.standing.below:
        if reason is Below.no_rate and column.dossier.offer:
            yield f"{word(reason, 'below')} ({column.dossier.offer.terms.currency}–{currency})"
        elif reason in NOT_DELIVERED:
            yield word(reason, "below")


def gates_text(gates: Iterable[ComparisonGate]) -> str:
    return listed(word(gate, "gate") for gate in gates)


def unchecked(sheet: SideBySide) -> Iterator[WatchLine]:
    ranked = (column for column in sheet.columns if not column.standing.below and column.standing.unchecked)
    for gates, columns in alike(ranked, lambda column: column.standing.unchecked):
        sentence = _("%(name)s: not checked yet: %(gates)s.", name=NAMES, gates=gates_text(gates))
        yield about(columns, "warn-t", "clock", sentence)


def clauses_missing(sheet: SideBySide) -> Iterator[WatchLine]:
    for column in sheet.columns:
        if ComparisonGate.agreement in column.standing.failed:
            lacking = [mark for mark in column.dossier.agreements if mark.missing and mark.binds]
            yield from (about([column], "warn-t", "warn", missing_sentence(mark)) for mark in lacking)


def missing_sentence(agreement: AgreementMark) -> str:
    clauses = listed(title(key) for key in agreement.missing[:FEW_CLAUSES])
    if len(agreement.missing) <= FEW_CLAUSES:
        return _("%(name)s: the agreement does not state %(clauses)s.", name=NAMES, clauses=clauses)
    return _("%(name)s: the agreement does not state %(clauses)s and more.", name=NAMES, clauses=clauses)


def costs_unknown(sheet: SideBySide) -> Iterator[WatchLine]:
    unfinished = (column for column in sheet.columns if column.cost and column.cost.unknown)
    for inputs, columns in alike(unfinished, lambda column: column.cost and column.cost.unknown):
        costs = listed(word(name, "cost_input") for name in inputs)
        sentence = _("%(name)s: ask for %(what)s; until then the cost is only a lower limit.", name=NAMES, what=costs)
        yield about(columns, "mut", "clock", sentence)


def not_comparable(sheet: SideBySide) -> Iterator[WatchLine]:
    if sheet.mixed_tax:
        terms = listed(word(tax, "tax_basis") for tax in sheet.taxes)
        sentence = _("Prices with and without tax stand side by side: %(terms)s.", terms=terms)
        yield WatchLine("warn-t", "warn", sentence)
    if not sheet.goods.sale_price:
        sentence = _("Without a sale price of the product nobody can say what is dear, so the cost is not scored.")
        yield WatchLine("warn-t", "warn", sentence)


def run_out(sheet: SideBySide) -> Iterator[WatchLine]:
    for column in sheet.columns:
        offer = column.dossier.offer
        if offer and not offer.runs(sheet.on):
            sentence = _(
                "%(name)s: the quote ran out on %(day)s and is counted all the same.",
                name=NAMES,
                day=day(offer.valid_until),
            )
            yield about([column], "warn-t", "clock", sentence)


def nothing_open(sheet: SideBySide) -> Iterator[WatchLine]:
    if sheet.calm:
        yield WatchLine("ok-t", "check", _("Nothing is open: every gate is checked and every cost is known."))
