"""The rows of a comparison that say how far each supplier has proved itself."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.comparisons.pages.rows.cells import (
    CellPiece,
    Pieces,
    RowGroup,
    best,
    figure_text,
    link,
    note,
    row,
    score_pieces,
    small,
)
from portal.comparisons.rules.comparison import BestMark
from portal.comparisons.rules.criteria import ComparisonCriterion
from portal.comparisons.rules.side_by_side import Column, HeldPaper, SideBySide
from portal.web.filters import day, number
from portal.web.words import word

SPACE = CellPiece(" ")


def proof_group(sheet: SideBySide) -> RowGroup:
    rows = (
        row(sheet, _("Sample"), sample),
        row(sheet, _("Batch spread"), batch_spread, term="batch_spread"),
        row(sheet, _("Documents in date"), documents),
        row(sheet, _("Years trading"), years),
        row(sheet, _("Review"), review),
        row(sheet, _("Score of 100"), score, kind="sum"),
    )
    return RowGroup(_("Quality and trust"), rows)


def sample(column: Column, _sheet: SideBySide) -> Pieces:
    tested = column.dossier.sample
    if tested is None:
        yield CellPiece(_("none"))
        return
    yield link(word(tested.verdict, "verdict") if tested.verdict else _("not signed"), "samples.show", id=tested.id)
    if tested.verdict and tested.score is not None:
        yield SPACE
        yield best(BestMark.quality, column, number(round(tested.score, 1)))
    if tested.batches:
        batches = ngettext("%(num)s batch", "%(num)s batches", tested.batches)
        testers = ngettext("%(num)s tester", "%(num)s testers", tested.testers)
        yield note(f"{batches}{_(', ')}{testers}")
    if tested.left_out:
        left_out = ngettext("%(num)s critical test left out", "%(num)s critical tests left out", tested.left_out)
        yield note(left_out, "warn-t")


def batch_spread(column: Column, sheet: SideBySide) -> Pieces:
    spread = column.dossier.sample.spread if column.dossier.sample else None
    return (CellPiece(figure_text(ComparisonCriterion.batch_spread, spread, sheet.currency)),)


def documents(column: Column, sheet: SideBySide) -> Pieces:
    papers = sheet.held(column)
    lacking = [paper for paper in papers if paper.state != "held"]
    held = _("%(held)s of %(needed)s", held=len(papers) - len(lacking), needed=len(papers))
    return (
        link(held, "suppliers.show", id=column.dossier.supplier, _anchor="documents"),
        *(lacking_paper(paper) for paper in lacking),
    )


def lacking_paper(paper: HeldPaper) -> CellPiece:
    kind = word(paper.kind, "document")
    if paper.state == "expired":
        return note(_("%(kind)s ran out %(day)s", kind=kind, day=day(paper.until)), "bad-t")
    if paper.state == "undated":
        return note(_("%(kind)s: until when is not written down", kind=kind), "warn-t")
    return note(_("%(kind)s not on file", kind=kind), "warn-t")


def years(column: Column, sheet: SideBySide) -> Pieces:
    trading = column.value(ComparisonCriterion.years)
    return (CellPiece(figure_text(ComparisonCriterion.years, trading, sheet.currency)),)


def review(column: Column, sheet: SideBySide) -> Pieces:
    dossier = column.dossier
    if dossier.reviewed_on and dossier.review_outcome:
        yield link(word(dossier.review_outcome, "outcome"), "reviews.show", id=dossier.supplier)
        yield small(day(dossier.reviewed_on))
    else:
        yield CellPiece(_("not reviewed yet"))
    if dossier.review_due:
        overdue = dossier.review_due < sheet.on
        yield note(_("next %(day)s", day=day(dossier.review_due)), "bad-t" if overdue else "")


def score(column: Column, _sheet: SideBySide) -> Pieces:
    return score_pieces(column.standing.score)
