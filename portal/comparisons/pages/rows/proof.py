"""The rows of a comparison that say how far each supplier has proved itself."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.comparisons.pages.rows.cells import (
    CellPiece,
    Pieces,
    best,
    blank,
    figure_text,
    link,
    note,
    score_pieces,
    small,
)
from portal.comparisons.rules.candidates import HeldPaper, SampleResult
from portal.comparisons.rules.comparison import BestMark
from portal.comparisons.rules.criteria import ComparisonCriterion
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.missing.rules import LICENCE
from portal.web.filters import day, number, percent
from portal.web.words import word

SPACE = CellPiece(" ")


def sample(column: Column, sheet: SideBySide) -> Pieces:
    """The verdict with its score, and how far the batches differ."""
    tested = column.dossier.sample
    if tested is None:
        yield blank(_("none yet"), "samples.new", product=sheet.goods.id, supplier=column.dossier.supplier)
        return
    yield link(word(tested.verdict, "verdict") if tested.verdict else _("not signed"), "samples.show", id=tested.id)
    if tested.verdict and tested.score is not None:
        yield SPACE
        yield best(BestMark.quality, column, sheet, number(round(tested.score, 1)))
    if tested.batches:
        yield note(sample_text(tested))
    if tested.left_out:
        left_out = ngettext("%(num)s critical test left out", "%(num)s critical tests left out", tested.left_out)
        yield note(left_out, "warn-t")


def sample_text(tested: SampleResult) -> str:
    """How many batches, by how many people, and how far the batches lie apart."""
    batches = ngettext("%(num)s batch", "%(num)s batches", tested.batches)
    testers = ngettext("%(num)s tester", "%(num)s testers", tested.testers)
    parts = [batches, testers]
    if tested.batches > 1 and tested.spread is not None:
        parts.append(_("batches up to %(share)s apart", share=percent(tested.spread)))
    return _(", ").join(parts)


def trust(column: Column, sheet: SideBySide) -> Pieces:
    """Papers on file, and how long the supplier has been trading."""
    yield from documents(column, sheet)
    years = column.dossier.since_year and column.value(ComparisonCriterion.years)
    if years is not None:
        yield note(figure_text(ComparisonCriterion.years, years, sheet.currency))


def licence(column: Column, sheet: SideBySide) -> Pieces:
    paper = next((paper for paper in sheet.held(column) if paper.kind == LICENCE), None)
    if paper is None or paper.state == "held":
        yield CellPiece(_("on file"))
    elif paper.state in ("expired", "undated"):
        yield lacking_paper(paper)
    else:
        where = {"supplier": column.dossier.supplier, "kind": LICENCE}
        yield blank(_("not on file"), "documents.new", **where, _anchor="number")


def documents(column: Column, sheet: SideBySide) -> Pieces:
    papers = sheet.held(column)
    lacking = [paper for paper in papers if paper.state != "held"]
    held = _("%(held)s of %(needed)s", held=len(papers) - len(lacking), needed=len(papers))
    return (
        link(held, "suppliers.show", id=column.dossier.supplier, _anchor="documents"),
        *(lacking_paper(paper) for paper in lacking if paper.state != "missing"),
    )


def lacking_paper(paper: HeldPaper) -> CellPiece:
    kind = word(paper.kind, "document")
    if paper.state == "undated":
        return note(_("%(kind)s: until when is not written down", kind=kind), "warn-t")
    return note(_("%(kind)s has run out", kind=kind), "bad-t")


def review(column: Column, sheet: SideBySide) -> Pieces:
    dossier = column.dossier
    if dossier.reviewed_on and dossier.review_outcome:
        yield link(word(dossier.review_outcome, "outcome"), "reviews.show", id=dossier.supplier)
        yield small(day(dossier.reviewed_on))
    if dossier.review_due:
        overdue = dossier.review_due < sheet.on
        yield note(_("next %(day)s", day=day(dossier.review_due)), "bad-t" if overdue else "")


def score(column: Column, _sheet: SideBySide) -> Pieces:
    return score_pieces(column.standing.score, column.standing.rank is not None)
