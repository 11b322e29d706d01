"""Gates a supplier must pass, whatever its score (METHODS 1.1). What nobody checked is unknown, not failed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from portal.agreements.rules.agreements import AgreementMark, clauses_gate
from portal.core.rules.thresholds import Result
from portal.samples.rules.verdicts import SampleVerdict
from portal.suppliers.rules.documents import best, holds
from portal.suppliers.rules.pipeline import BUYING


class ComparisonGate(StrEnum):
    category = "category"  # the product's category is not banned
    licence = "licence"  # a business licence is in date
    sample = "sample"  # the latest signed sample verdict is a pass
    agreement = "agreement"  # one in force states every clause it must, once something was to be signed


def category_gate(banned: bool | None) -> Result:
    """`banned` of the product's category; None: it has none, so nobody can say."""
    if banned is None:
        return Result.unknown
    return Result.failed if banned else Result.passed


def licence_gate(ends: Iterable[date | None], today: date) -> Result:
    """The last days of the supplier's licences on file, None for one without an end. One in date is enough."""
    filed = [holds("licence", end, today) for end in ends]
    if not filed or best(filed) is None:
        return Result.unknown
    return Result.passed if best(filed) else Result.failed


def sample_gate(latest: SampleVerdict | None) -> Result:
    """The latest signed verdict on the supplier's samples of the product; a retest leaves it open."""
    return {SampleVerdict.passed: Result.passed, SampleVerdict.drop: Result.failed}.get(
        latest or SampleVerdict.retest, Result.unknown
    )


def agreement_gate(agreements: Iterable[AgreementMark], status: str, always: bool) -> Result:
    """Before anything is signed there is no agreement to ask for, unless the policy asks `always`.

    One that lacks a clause, or has ended, is never worse than none at all: both wait for one in force that is whole.
    """
    if not always and status not in BUYING:
        return Result.not_applicable
    return Result.passed if clauses_gate(agreements) is Result.passed else Result.unknown
