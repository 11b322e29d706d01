"""The side-by-side table of a sample test made ready for its template: criteria down, batches across."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.core.models.attachments import FileLine
from portal.core.rules.thresholds import Result
from portal.samples.rules.measuring import InForce, Spread, limit_in_force
from portal.samples.rules.sample_facts import LEAST_PEOPLE
from portal.samples.rules.sample_tests import SampleTest, from_records
from portal.samples.rules.sampling import OWN_GROUP, LimitFrom, Measure, SampleCriterion, Unit
from portal.samples.rules.verdicts import CriterionRow
from portal.samples.words.measures import figure_text, limit_text, proved
from portal.settings.team import team
from portal.web.filters import day, exact, listed, local_text, percent, sentences
from portal.web.tags import Looks, Tag, tag_of
from portal.web.words import word

RESULT_LOOKS: Looks = {Result.passed: ("ok", "check"), Result.failed: ("bad", "warn")}


class Figure(NamedTuple):
    """One figure: the middle of its testers, whether any of theirs is out of its limit, and how many they were."""

    text: str
    fails: bool
    testers: int = 1


@dataclass(frozen=True)
class FigureDots:
    points: tuple[tuple[Decimal, int], ...]  # figure, number of the batch
    low: Decimal
    high: Decimal
    words: str


@dataclass(frozen=True)
class FigureLine:
    label: str
    limit: str
    source: str  # whose limit it is; empty for the template's own
    figures: tuple[Figure | None, ...]  # by batch
    spread: str
    uneven: bool
    dots: FigureDots | None
    recorded: str = ""  # what the records say; empty where people measure
    yes_no: bool = False


class TesterNote(NamedTuple):
    batch: str
    tester: str
    text: str


class RecordBasis(NamedTuple):
    """What the records' figure rests on, how many that were, and the part of the page that shows them."""

    text: str
    anchor: str


@dataclass(frozen=True)
class CriterionBlock:
    """One criterion with a line for each of its figures."""

    row: CriterionRow
    lines: tuple[FigureLine, ...]
    recorded: bool  # whether the records say it
    notes: tuple[TesterNote, ...]
    disagreements: str  # the batches in which testers disagree
    basis: RecordBasis | None = None  # of what the records say, or will say

    @property
    def text(self) -> str:
        return local_text(self.row.criterion.text)

    @property
    def shipped(self) -> bool:
        return self.row.criterion.group != OWN_GROUP.key

    @property
    def rowspan(self) -> int:
        """The number of rows its name stands beside; 0 for a single one."""
        return len(self.lines) if len(self.lines) > 1 else 0

    @property
    def result(self) -> Tag:
        return tag_of(self.row.result, "tested", RESULT_LOOKS)


class CriterionGroup(NamedTuple):
    title: str
    blocks: list[CriterionBlock]


class SamplePhoto(NamedTuple):
    url: str  # of the whole picture
    small: str
    words: str


class Proof(NamedTuple):
    criterion: str
    batch: str
    text: str


def table(test: SampleTest) -> list[CriterionBlock]:
    return [block(test, row) for row in test.sheet.rows]


def grouped(test: SampleTest, blocks: Iterable[CriterionBlock]) -> list[CriterionGroup]:
    """The criteria under their headings; a group without one is left out."""
    by_group: dict[str, list[CriterionBlock]] = {group.key: [] for group in test.template.groups}
    for block in blocks:
        by_group[block.row.criterion.group].append(block)
    groups = [CriterionGroup(local_text(group.title), by_group[group.key]) for group in test.template.groups]
    return [group for group in groups if group.blocks]


def block(test: SampleTest, row: CriterionRow) -> CriterionBlock:
    criterion, numbers = row.criterion, {batch.key: batch.number for batch in test.facts.batches}
    cells = [cell for cell in test.facts.cells if cell.code == criterion.code]
    return CriterionBlock(
        row,
        tuple(line(test, row, measure) for measure in criterion.measures),
        criterion.code in test.recorded,
        tuple(TesterNote(numbers[cell.batch], cell.name, cell.note) for cell in cells if cell.note),
        listed(numbers[int(key)] for key in row.disagreements),
        record_basis(test, criterion) if from_records(criterion) else None,
    )


def record_basis(test: SampleTest, criterion: SampleCriterion) -> RecordBasis:
    match criterion.measures[0].key:
        case "late_days":
            return RecordBasis(dates_text(test), "facts")
        case "share_of_tolerance":
            return tolerance_basis(test)
    people = test.facts.outside.people if test.facts.outside else 0
    if people < LEAST_PEOPLE:
        return RecordBasis(_("%(people)s of %(least)s people outside", people=people, least=LEAST_PEOPLE), "outside")
    return RecordBasis(ngettext("%(num)d person outside", "%(num)d people outside", people), "outside")


def dates_text(test: SampleTest) -> str:
    promised, received = day(test.facts.promised_on) or "—", day(test.facts.received_on) or "—"
    return _("promised %(promised)s, received %(received)s", promised=promised, received=received)


def tolerance_basis(test: SampleTest) -> RecordBasis:
    widest = test.widest_share
    if widest is None:
        return RecordBasis(_("two batches with figures are needed"), "sheet")
    spread, numbers = widest.spread, {batch.key: batch.number for batch in test.facts.batches}
    texts = [f"{numbers[int(key)]} {figure_text(figure, spread.measure)}" for key, figure in spread.by_batch.items()]
    about = {"criterion": local_text(widest.criterion.text), "figures": listed(texts)}
    return RecordBasis(_("largest: %(criterion)s, %(figures)s", **about), f"r-{widest.criterion.code}")


def line(test: SampleTest, row: CriterionRow, measure: Measure) -> FigureLine:
    force = limit_in_force(row.criterion, measure, test.facts.limits)
    recorded = test.recorded.get(row.criterion.code)
    by_batch = [
        [] if recorded else measured(test, batch.key, row.criterion.code, measure) for batch in test.facts.batches
    ]
    spread = next((spread for spread in row.spreads if spread.measure is measure), None)
    return FigureLine(
        local_text(measure.label) if measure.label else "",
        limit_text(force.value, measure),
        "" if force.source is LimitFrom.default else word(force.source, "limit_from"),
        tuple(figure(measure, figures, force) for figures in by_batch),
        spread_text(spread) if spread else "",
        spread is not None and test.uneven(row.criterion, spread),
        dots(measure, by_batch, force.value),
        figure_text(recorded.values[measure.key], measure) if recorded else "",
        measure.unit is Unit.yes_no,
    )


def measured(test: SampleTest, batch: int, code: str, measure: Measure) -> list[Decimal]:
    return [cell.values[measure.key] for cell in test.cells(batch, code) if measure.key in cell.values]


def figure(measure: Measure, figures: list[Decimal], force: InForce) -> Figure | None:
    if not figures:
        return None
    fails = not all(measure.holds(figure, force.value) for figure in figures)
    return Figure(middle_text(measure, figures), fails, len(figures))


def middle_text(measure: Measure, figures: list[Decimal]) -> str:
    if measure.unit is Unit.yes_no and len(set(figures)) > 1:
        agree = figures.count(Decimal(1))
        return _("%(yes)s of %(all)s yes", yes=agree, all=len(figures))
    return figure_text(median(figures), measure)


def spread_text(spread: Spread) -> str:
    text = figure_text(spread.difference, spread.measure)
    if spread.share is None or spread.measure.unit is Unit.percent:
        return text
    return f"{text} ({percent(spread.share)})"


def dots(measure: Measure, by_batch: list[list[Decimal]], limit: Decimal) -> FigureDots | None:
    """One dot per tester, where there are two or more; yes and no have none."""
    points = tuple((figure, number) for number, figures in enumerate(by_batch) for figure in figures)
    if measure.unit is Unit.yes_no or len(points) < 2:
        return None
    scale = [Decimal(1), Decimal(5)] if measure.unit is Unit.score else [limit, *(figure for figure, _batch in points)]
    low, high = min(scale), max(scale)
    figures = ", ".join(figure_text(figure, measure) for figure, _batch in points)
    words = _("One dot per tester: %(figures)s", figures=figures)
    return FigureDots(points, low, high if high > low else low + 1, words)


def results_title(test: SampleTest) -> str:
    batches, testers = len(test.facts.batches), len(test.sheet.testers)
    return _(
        "Results: %(batches)s × %(testers)s",
        batches=ngettext("%(num)d batch", "%(num)d batches", batches),
        testers=ngettext("%(num)d tester", "%(num)d testers", testers),
    )


def proofs(test: SampleTest, blocks: Iterable[CriterionBlock]) -> list[Proof]:
    """The sentences on what so many bad units of so many tested prove, by criterion and batch."""
    return [
        Proof(block.text, batch.number, proved(bad, tested))
        for block in blocks
        for batch, bad, tested in test.proofs(block.row.criterion)
    ]


def agreement_text(test: SampleTest) -> str:
    """Whether the testers agree; empty where no two judged the same."""
    concord = test.concord
    if concord is None:
        return ""
    same = _(
        "The testers agree on %(same)s of %(all)s results (a criterion in a batch).", same=concord.same, all=concord.of
    )
    trust = concord.trust(team().policy.lookup(None))
    if concord.alpha is not None and trust:
        judged = {"alpha": exact(concord.alpha), "trust": word(trust, "trust")}
        chance = _("Leaving out agreement by luck: %(alpha)s of 1, %(trust)s.", **judged)
    elif concord.same == concord.of:
        chance = _("No variation, or too few to say more.")
    else:
        chance = _("Too few to say more: it takes 8.")
    return sentences((same, chance))


def photos(test: SampleTest, files: Iterable[FileLine]) -> dict[str, list[SamplePhoto]]:
    """By the code of the criterion they belong to; those of the whole sample, and of what is not tested, under ""."""
    texts = {criterion.code: local_text(criterion.text) for criterion in test.template.criteria}
    by_code: dict[str, list[SamplePhoto]] = {}
    for file in files:
        if file.media_type.startswith("image/"):
            code = file.slot if file.slot in texts else ""
            by_code.setdefault(code, []).append(photo(file, texts.get(code, "")))
    return by_code


def photo(file: FileLine, text: str) -> SamplePhoto:
    of_criterion = _("%(criterion)s: photo %(file)s", criterion=text, file=file.name)
    words = of_criterion if text else _("Photo %(file)s", file=file.name)
    return SamplePhoto(url_for("files.download", id=file.id), url_for("files.small", id=file.id), words)
