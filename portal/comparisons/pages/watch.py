"""What to know before deciding: who cannot win and why, what is unchecked, unknown, not alike or suspiciously cheap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_login import current_user

from portal.agreements.rules.agreements import AgreementMark
from portal.agreements.words import title
from portal.comparisons.pages.reasons.lines import NAMES, WatchLine, WatchLink, about, alike, place_links
from portal.comparisons.pages.reasons.offers import (
    lacking_rates,
    large_order,
    not_bought,
    not_comparable,
    old_quotes,
    run_out,
    stale_rates,
)
from portal.comparisons.rules.comparison import NOT_DELIVERED, Below, BelowState
from portal.comparisons.rules.criteria import ComparisonCriterion
from portal.comparisons.rules.gates import ComparisonGate
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.market.pages import ALARM_LOOKS
from portal.market.rules.price_gaps import AlarmLevel
from portal.market.words import alarm_sentence
from portal.missing.rules import LICENCE
from portal.samples.rules.verdicts import SampleVerdict
from portal.web.filters import listed, percent
from portal.web.words import word

FEW_CLAUSES = 3  # named one by one


def watch_lines(sheet: SideBySide) -> list[WatchLine]:
    lines = [
        *below_the_line(sheet),
        *serious_notes(sheet),
        *papers_lacking(sheet),
        *price_lines(sheet),
        *unchecked(sheet),
        *clauses_missing(sheet),
        *costs_unknown(sheet),
        *not_comparable(sheet),
        *unpriced(sheet),
        *stale_rates(sheet),
        *lacking_rates(sheet),
        *run_out(sheet),
        *old_quotes(sheet),
        *not_bought(sheet),
        *large_order(sheet),
        *fees_unknown(sheet),
    ]
    return lines or [WatchLine("ok-t", "check", _("Nothing is open: every gate is checked and every cost is known."))]


def below_the_line(sheet: SideBySide) -> Iterator[WatchLine]:
    """Who fails a gate, who cannot deliver this, and of whom too little is known: three states, never mixed."""
    for state in BelowState:
        columns = [column for column in sheet.below if column.standing.state is state]
        yield from (below_line(state, column, sheet) for column in columns if not little_known(column))
        yield from little_lines([column for column in columns if little_known(column)], sheet)


def below_line(state: BelowState, column: Column, sheet: SideBySide) -> WatchLine:
    if state is BelowState.failed_gate:
        gates = gates_text(column.standing.failed)
        sentence = _("%(name)s cannot win, it does not pass: %(gates)s.", name=NAMES, gates=gates)
        return about([column], "bad-t", "warn", sentence)
    if state is BelowState.cannot_deliver:
        why = " · ".join(reasons(column, sheet.currency))
        if Below.too_little in column.standing.below:
            sentence = _("%(name)s cannot deliver this: %(why)s", name=NAMES, why=why)
        else:
            sentence = _("%(name)s cannot be compared now: %(why)s", name=NAMES, why=why)
        return about([column], "warn-t", "warn", sentence)
    return about([column], "mut", "clock", _("%(name)s: no quote for this product yet.", name=NAMES))


def little_known(column: Column) -> bool:
    standing = column.standing
    return standing.state is BelowState.not_enough_data and Below.no_quote not in standing.below


def little_lines(columns: Iterable[Column], sheet: SideBySide) -> Iterator[WatchLine]:
    """How much is known of those not ranked for it, and how much it takes; the same is said once of several."""
    for known, alike_columns in alike(columns, lambda column: column.standing.score.coverage):
        sentence = _(
            "%(name)s: not ranked yet, which is no failure: %(known)s of what counts is known, it takes %(least)s.",
            name=NAMES,
            known=percent(known),
            least=percent(sheet.scheme.standards.coverage),
        )
        yield about(alike_columns, "mut", "clock", sentence)


def reasons(column: Column, currency: str) -> Iterator[str]:
    """Why a supplier cannot deliver this."""
    for reason in column.standing.below:
        if reason is Below.no_rate and column.dossier.offer:
            yield f"{word(reason, 'below')} ({column.dossier.offer.terms.currency}–{currency})"
        elif reason in NOT_DELIVERED:
            yield word(reason, "below")


def serious_notes(sheet: SideBySide) -> Iterator[WatchLine]:
    """Word of mouth of a court, fraud or a sanction that nobody answered."""
    noted = (column for column in sheet.columns if column.dossier.serious_notes)
    for notes, columns in alike(noted, lambda column: column.dossier.serious_notes):
        sentence = ngettext(
            "%(name)s: %(num)d note of a court, fraud or a sanction that nobody answered.",
            "%(name)s: %(num)d notes of a court, fraud or a sanction that nobody answered.",
            notes,
            name=NAMES,
        )
        yield about(columns, "bad-t", "warn", sentence, place_links(columns, "reputation", _("Word of mouth")))


def papers_lacking(sheet: SideBySide) -> Iterator[WatchLine]:
    """Papers such goods need that are not on file, and those that ran out; the licence is a gate and told as one."""
    for state in ("missing", "expired"):
        kinds_of = partial(papers_in, state, sheet)
        for kinds, columns in alike((column for column in sheet.columns if kinds_of(column)), kinds_of):
            sentence = papers_sentence(state, listed(word(kind, "document") for kind in kinds))
            yield about(columns, "bad-t", "warn", sentence, place_links(columns, "documents", _("Documents")))


def papers_sentence(state: str, papers: str) -> str:
    if state == "missing":
        return _("%(name)s: not on file, though such goods need it: %(papers)s.", name=NAMES, papers=papers)
    return _("%(name)s: run out: %(papers)s.", name=NAMES, papers=papers)


def papers_in(state: str, sheet: SideBySide, column: Column) -> tuple[str, ...]:
    return tuple(
        paper.kind
        for paper in sheet.held(column)
        if paper.state == state and not (paper.kind == LICENCE and licence_told(state, column))
    )


def licence_told(state: str, column: Column) -> bool:
    """A licence nobody filed is an unchecked gate, and one that ran out a failed one."""
    return state == "missing" or ComparisonGate.licence in column.standing.failed


def gates_text(gates: Iterable[ComparisonGate]) -> str:
    return listed(word(gate, "gate") for gate in gates)


def price_lines(sheet: SideBySide) -> Iterator[WatchLine]:
    """The price alarm, red ones first; the same is said once of several that have only one other price beside them."""
    alarms = [(column, alarm) for column in sheet.columns if (alarm := sheet.worth.alarms.get(column.standing.key))]
    for level in (AlarmLevel.red, AlarmLevel.amber):
        for column, alarm in alarms:
            if alarm.level is level:
                sentence = _("%(name)s: %(alarm)s", name=NAMES, alarm=alarm_sentence(alarm, sheet.currency))
                yield about([column], *ALARM_LOOKS[level], sentence)
    alone = [column for column, alarm in alarms if alarm.level is AlarmLevel.one_other]
    if alone:
        sentence = _("%(name)s: only one other price to compare with, so nobody can say if it is too low.", name=NAMES)
        yield about(alone, *ALARM_LOOKS[AlarmLevel.one_other], sentence)


def plain_gates(column: Column) -> tuple[ComparisonGate, ...]:
    """Gates nobody looked at. A sample to be tested again was looked at, and an agreement is told by its clauses."""
    seen = {ComparisonGate.sample} if retest(column) else set()
    seen |= {ComparisonGate.agreement} if column.dossier.agreements else set()
    return tuple(gate for gate in column.standing.unchecked if gate not in seen)


def retest(column: Column) -> bool:
    sample = column.dossier.sample
    return sample is not None and sample.verdict is SampleVerdict.retest


def unchecked(sheet: SideBySide) -> Iterator[WatchLine]:
    able = [column for column in sheet.columns if not column.standing.below]
    for gates, columns in alike((column for column in able if plain_gates(column)), plain_gates):
        sentence = _("%(name)s: not checked yet: %(gates)s.", name=NAMES, gates=gates_text(gates))
        yield about(columns, "warn-t", "clock", sentence)
    again = [column for column in able if retest(column)]
    if again:
        yield about(again, "warn-t", "clock", _("%(name)s: the sample is to be tested again.", name=NAMES))


def clauses_missing(sheet: SideBySide) -> Iterator[WatchLine]:
    """Of suppliers past the step of signing."""
    for column in sheet.columns:
        marks = column.dossier.agreements
        if ComparisonGate.agreement not in column.standing.unchecked or not marks:
            continue
        lacking = [mark for mark in marks if mark.missing and mark.binds]
        yield from (about([column], "warn-t", "warn", missing_sentence(mark)) for mark in lacking)
        if not lacking:
            yield about([column], "warn-t", "clock", _("%(name)s: no agreement in force is whole.", name=NAMES))


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


def unpriced(sheet: SideBySide) -> Iterator[WatchLine]:
    """What of the product is not known: what it costs, may cost and sells for."""
    if ComparisonCriterion.landed_cost not in sheet.scheme.anchors:
        sentence = _("Cost is not scored yet: nobody said what a unit usually costs or what it sells for.")
        yield WatchLine("warn-t", "warn", sentence)
    elif sheet.worth.ceiling is None or sheet.worth.ceiling.sale is None:
        yield WatchLine("warn-t", "warn", _("Without a sale price nobody can say whether a unit earns anything."))


def fees_unknown(sheet: SideBySide) -> Iterator[WatchLine]:
    """Selling fees are told once and stand in nobody's way."""
    ceiling = sheet.worth.ceiling
    if ceiling is None or ceiling.sale is None or not ceiling.unknown_fees:
        return
    fees = listed(word(fee, "selling_fee") for fee in ceiling.unknown_fees)
    sentence = _("Selling fees not known: %(fees)s. What is left of the sale price is less by them.", fees=fees)
    yield WatchLine("mut", "clock", sentence, links=tuple(product_field(sheet, ceiling.unknown_fees[0])))


def product_field(sheet: SideBySide, field: str) -> Iterator[WatchLink]:
    """A field of the product, for whoever may fill it in."""
    if current_user.may("write"):
        yield WatchLink(_("Enter it"), url_for("products.edit", id=sheet.goods.id, _anchor=field))
