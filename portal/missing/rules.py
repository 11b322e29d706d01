"""What nobody knows of a supplier yet that a comparison would use, what could change it most first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from portal.comparisons.rules.recommendation import NOT_BOUGHT
from portal.comparisons.rules.side_by_side import Column, SideBySide
from portal.quotes.rules.build_up import CostInput
from portal.quotes.rules.payment import Payment
from portal.quotes.rules.terms import TaxBasis
from portal.samples.rules.verdicts import SampleVerdict


class MissingPiece(StrEnum):
    price = "price"  # nobody asked what it costs
    new_price = "new_price"  # its quotes ran out
    rate = "rate"  # no exchange rate is kept for its currency
    enough = "enough"  # it sells less than was asked for
    freight = "freight"
    packing = "packing"
    fees = "fees"
    return_rate = "return_rate"
    tax_basis = "tax_basis"
    sample = "sample"
    verdict = "verdict"  # a sample is there, nobody signed
    retest = "retest"  # the signed verdict asks for another test
    paper = "paper"
    paper_end = "paper_end"  # nobody wrote down until when it runs
    new_paper = "new_paper"  # the one on file has run out
    moq = "moq"
    lead_time = "lead_time"
    payment = "payment"
    deposit_share = "deposit_share"
    credit_days = "credit_days"
    years = "years"


@dataclass(frozen=True)
class Gap:
    """A missing piece; `detail` says of which kind a paper is, and which input of a cost nobody knows."""

    piece: MissingPiece
    detail: str = ""


OF_COST = {
    CostInput.freight_per_order: MissingPiece.freight,
    CostInput.freight_per_unit: MissingPiece.freight,
    CostInput.packing: MissingPiece.packing,
    CostInput.platform_fee: MissingPiece.fees,
    CostInput.other_fees: MissingPiece.fees,
    CostInput.return_rate: MissingPiece.return_rate,
}
# What the supplier can tell: the question of the book that asks for it. The rest is found by the team itself.
ASKED = {
    MissingPiece.price: "price_list",
    MissingPiece.new_price: "price_list",
    MissingPiece.enough: "price_list",
    MissingPiece.freight: "quote_freight",
    MissingPiece.packing: "fee_packing",
    MissingPiece.fees: "quote_fees",
    MissingPiece.tax_basis: "quote_tax",
    MissingPiece.sample: "sample_terms",
    MissingPiece.paper: "paper_copies",
    MissingPiece.new_paper: "paper_copies",
    MissingPiece.moq: "moq",
    MissingPiece.lead_time: "lead_time_days",
    MissingPiece.payment: "payment_mode",
    MissingPiece.deposit_share: "payment_mode",
    MissingPiece.credit_days: "payment_mode",
}
OF_PAPER = {"missing": MissingPiece.paper, "expired": MissingPiece.new_paper, "undated": MissingPiece.paper_end}
LICENCE = "licence"  # the one paper that is a gate


def gaps(sheet: SideBySide, column: Column) -> tuple[Gap, ...]:
    return tuple(
        gap
        for part in (gaps_of_cost, gaps_of_sample, gaps_of_papers, gaps_of_terms, gaps_of_supplier)
        for gap in part(sheet, column)
    )


def gaps_of_cost(_sheet: SideBySide, column: Column) -> Iterator[Gap]:
    offer, cost = column.dossier.offer, column.cost
    if offer is None:
        yield Gap(MissingPiece.new_price if column.dossier.run_out else MissingPiece.price)
        return
    if cost is None:
        yield Gap(MissingPiece.rate)
    elif cost.short:
        yield Gap(MissingPiece.enough)
    first_of = {OF_COST[name]: name for name in reversed(cost.unknown if cost else ())}
    yield from (Gap(piece, first_of[piece]) for piece in MissingPiece if piece in first_of)
    if offer.terms.tax_basis is TaxBasis.unknown:
        yield Gap(MissingPiece.tax_basis)


def gaps_of_sample(_sheet: SideBySide, column: Column) -> Iterator[Gap]:
    sample = column.dossier.sample
    if sample is None:
        yield Gap(MissingPiece.sample)
    elif sample.verdict is None:
        yield Gap(MissingPiece.verdict)
    elif sample.verdict is SampleVerdict.retest:
        yield Gap(MissingPiece.retest)


def gaps_of_papers(sheet: SideBySide, column: Column) -> Iterator[Gap]:
    lacking = [paper for paper in sheet.held(column) if paper.state != "held"]
    for paper in sorted(lacking, key=lambda paper: paper.kind != LICENCE):
        yield Gap(OF_PAPER[paper.state], paper.kind)


def gaps_of_terms(_sheet: SideBySide, column: Column) -> Iterator[Gap]:
    """A quote that names neither MOQ nor a first quantity says nothing of how little one can buy."""
    dossier = column.dossier
    if dossier.offer is None:
        return
    if not dossier.offer.terms.names_least:
        yield Gap(MissingPiece.moq)
    if dossier.lead_days is None:
        yield Gap(MissingPiece.lead_time)
    if dossier.payment is Payment.unknown:
        yield Gap(MissingPiece.payment)
    elif dossier.payment is Payment.deposit and dossier.deposit_share is None:
        yield Gap(MissingPiece.deposit_share)
    elif dossier.payment is Payment.credit and dossier.credit_days is None:
        yield Gap(MissingPiece.credit_days)


def gaps_of_supplier(_sheet: SideBySide, column: Column) -> Iterator[Gap]:
    if column.dossier.since_year is None:
        yield Gap(MissingPiece.years)


def left_alone(column: Column) -> bool:
    """Whether nobody buys there at the moment, so that nothing is asked either."""
    return column.dossier.status in NOT_BOUGHT


def questions_to_ask(sheet: SideBySide, column: Column) -> tuple[str, ...]:
    """The keys of the questions for what the supplier can tell, each once; none of one that is retired or paused."""
    return () if left_alone(column) else questions_about(sheet, column)


def questions_about(sheet: SideBySide, column: Column) -> tuple[str, ...]:
    keys = [ASKED[gap.piece] for gap in gaps(sheet, column) if gap.piece in ASKED]
    if sheet.goods.digital:
        keys = ["delivery_minutes" if key == "lead_time_days" else key for key in keys]
    return tuple(dict.fromkeys(keys))
