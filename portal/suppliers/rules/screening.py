"""Whether a supplier is worth talking to: red lines, papers, years in business and word of mouth, with reasons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import NamedTuple

from portal.core.rules.names import name_key
from portal.core.rules.thresholds import Limits, Lookup, Result
from portal.suppliers.rules.documents import DocumentKind, DocumentState, PaperNotices, best, holds, state
from portal.suppliers.rules.standing import Heard, Talk, talk, years_in_business

PERMITS = (DocumentKind.permit, DocumentKind.authorisation, DocumentKind.certificate)


class ScreeningVerdict(StrEnum):
    stop = "stop"  # a red line
    open = "open"  # not yet known
    watch = "watch"  # all known, something is not as it should be
    fit = "fit"


class ScreeningTopic(StrEnum):
    banned = "banned"
    search = "search"
    licence = "licence"
    names = "names"
    permits = "permits"
    years = "years"
    serious = "serious"
    reputation = "reputation"


STOPS = (ScreeningTopic.banned, ScreeningTopic.search, ScreeningTopic.serious)
WORST_FIRST = (Result.failed, Result.unknown, Result.warned, Result.passed, Result.not_applicable)


class ScreenedPaper(NamedTuple):
    kind: str
    holder: str  # the name on it; empty: not written down
    category: str | None  # the name of the one it is for
    expires_on: date | None


class GoodsRange(NamedTuple):
    """A category the supplier is filed under, or a product it supplies (`permit` empty, `banned` None: not filed)."""

    name: str
    permit: str
    banned: bool | None


@dataclass(frozen=True)
class HeldPapers:
    """Papers needed, by what they are needed for."""

    ok: tuple[str, ...]
    missing: tuple[str, ...]
    unsure: tuple[str, ...]  # one is there, but nobody wrote down when it ends, or what for

    @property
    def count(self) -> int:
        return len(self.ok) + len(self.missing) + len(self.unsure)


@dataclass(frozen=True, kw_only=True)
class Looked:
    """What is on record of one supplier."""

    legal_name: str
    since_year: int | None
    since_month: int | None
    categories: Sequence[GoodsRange]
    products: Sequence[GoodsRange]
    papers: Sequence[ScreenedPaper]
    heard: Sequence[Heard]


@dataclass(frozen=True)
class ScreeningReason:
    topic: ScreeningTopic
    result: Result
    figure: Decimal | int | None = None
    of: int | None = None  # how many it was counted among
    limit: Decimal | int | None = None
    names: tuple[str, ...] = ()
    on: date | None = None
    talk: Talk | None = None  # of word of mouth


@dataclass(frozen=True)
class Screening:
    verdict: ScreeningVerdict
    reasons: tuple[ScreeningReason, ...]  # the worst first


def screen(
    about: Looked,
    rules: Mapping[ScreeningTopic, Limits],
    lookup: Lookup,
    today: date,
    max_age_days: int,
    search: Result | None = None,
) -> Screening:
    """The verdict on a supplier with every reason.

    A banned category, a serious search result or a serious note nobody answered stops it, whatever else is known;
    without one, anything unknown leaves the verdict open. `rules`: the limits for years (years) and reputation
    (independent kinds of source not older than `max_age_days`). `search`: what a person found in registers of debtors,
    courts and penalties.
    """
    reasons = (
        banned(about),
        searched(search or Result.unknown, about.heard),
        licence(about.papers, lookup, today),
        names(about, today),
        permits(about, today),
        years(about, rules[ScreeningTopic.years], lookup, today),
        serious(about.heard),
        reputation(about, rules[ScreeningTopic.reputation], lookup, today, max_age_days),
    )
    return Screening(verdict(reasons), tuple(sorted(reasons, key=lambda reason: WORST_FIRST.index(reason.result))))


def verdict(reasons: Iterable[ScreeningReason]) -> ScreeningVerdict:
    judged = list(reasons)
    if any(reason.topic in STOPS and reason.result is Result.failed for reason in judged):
        return ScreeningVerdict.stop
    results = {reason.result for reason in judged}
    if Result.unknown in results:
        return ScreeningVerdict.open
    return ScreeningVerdict.watch if results & {Result.failed, Result.warned} else ScreeningVerdict.fit


def banned(about: Looked) -> ScreeningReason:
    looked_at = (*about.categories, *about.products)
    hits, unfiled = red_lines(looked_at)
    result = Result.failed if hits else Result.unknown if unfiled or not looked_at else Result.passed
    return ScreeningReason(ScreeningTopic.banned, result, len(hits), len(looked_at), names=hits or unfiled)


def red_lines(looked_at: Sequence[GoodsRange]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Names of what is in a banned category, and of what is in no category."""
    hits = {goods.name for goods in looked_at if goods.banned}
    unfiled = {goods.name for goods in looked_at if goods.banned is None}
    return tuple(sorted(hits)), tuple(sorted(unfiled))


def searched(search: Result, heard: Iterable[Heard]) -> ScreeningReason:
    """What a person found in registers. Nothing found holds only while no serious note is on file."""
    noted = serious(heard)
    if search is Result.passed and noted.result is not Result.not_applicable:
        return ScreeningReason(ScreeningTopic.search, noted.result, names=noted.names)
    return ScreeningReason(ScreeningTopic.search, search)


def licence(papers: Iterable[ScreenedPaper], lookup: Lookup, today: date) -> ScreeningReason:
    """One in date is enough; one that ends within the longest notice is a warning."""
    licences = [paper for paper in papers if paper.kind == DocumentKind.licence]
    if not licences:
        return ScreeningReason(ScreeningTopic.licence, Result.unknown)
    last = max(licences, key=lambda paper: paper.expires_on or date.max).expires_on
    results = {DocumentState.expired: Result.failed, DocumentState.ending: Result.warned}
    left = None if last is None else (last - today).days
    return ScreeningReason(
        ScreeningTopic.licence, results.get(state(last, today, PaperNotices.of(lookup)), Result.passed), left, on=last
    )


def names(about: Looked, today: date) -> ScreeningReason:
    """Whether every licence in date is in the legal name, legal form and punctuation aside."""
    licences = [paper for paper in about.papers if paper.kind == DocumentKind.licence]
    holders = [paper.holder for paper in licences if paper.holder and holds(paper.kind, paper.expires_on, today)]
    if not about.legal_name or not holders:
        return ScreeningReason(ScreeningTopic.names, Result.unknown)
    others = tuple(dict.fromkeys(holder for holder in holders if name_key(holder) != name_key(about.legal_name)))
    return ScreeningReason(
        ScreeningTopic.names, Result.failed if others else Result.passed, len(others), len(holders), names=others
    )


def permits(about: Looked, today: date) -> ScreeningReason:
    if not about.categories:
        return ScreeningReason(ScreeningTopic.permits, Result.unknown)
    papers = permits_held(about.categories, about.papers, today)
    if not papers.count:
        return ScreeningReason(ScreeningTopic.permits, Result.not_applicable)
    result = Result.failed if papers.missing else Result.unknown if papers.unsure else Result.passed
    if not about.papers:
        result = Result.unknown  # nobody has looked
    return ScreeningReason(
        ScreeningTopic.permits, result, len(papers.ok), papers.count, names=papers.missing or papers.unsure
    )


def permits_held(categories: Iterable[GoodsRange], papers: Sequence[ScreenedPaper], today: date) -> HeldPapers:
    """The permit of each category that needs one. A permit filed for no category leaves open which one it is for."""
    standings: dict[str, list[bool | None]] = {}
    for category in categories:
        if category.permit:
            own = [paper for paper in papers if paper.kind in PERMITS and paper.category in (category.name, None)]
            alive = [(paper.category, holds(paper.kind, paper.expires_on, today)) for paper in own]
            standings[category.name] = [None if known is None and ok else ok for known, ok in alive]
    return held(standings)


def kinds_held(kinds: Iterable[str], papers: Sequence[ScreenedPaper], today: date) -> HeldPapers:
    """A paper of each kind."""
    return held(
        {kind: [holds(kind, paper.expires_on, today) for paper in papers if paper.kind == kind] for kind in kinds},
    )


def held(standings: Mapping[str, Iterable[bool | None]]) -> HeldPapers:
    answers = {name: best(papers) for name, papers in standings.items()}
    ok, missing, unsure = (
        tuple(name for name, answer in answers.items() if answer is wanted) for wanted in (True, False, None)
    )
    return HeldPapers(ok, missing, unsure)


def years(about: Looked, rule: Limits, lookup: Lookup, today: date) -> ScreeningReason:
    figure, limit = proven_years(about, today), limit_of(rule, lookup)
    result = Result.unknown if figure is None else rule.result(figure, lookup)
    return ScreeningReason(ScreeningTopic.years, result, figure, limit=limit)


def proven_years(about: Looked, today: date) -> Decimal | None:
    """Years since it was registered; None without the year, or without a licence in date that shows it."""
    licences = (paper for paper in about.papers if paper.kind == DocumentKind.licence)
    if not any(holds(paper.kind, paper.expires_on, today) for paper in licences):
        return None
    return years_in_business(about.since_year, about.since_month, today)


def serious(heard: Iterable[Heard]) -> ScreeningReason:
    """Notes of a court, of fraud or of a sanction, from whomever and however old: each wants an answer."""
    notes = [note for note in heard if note.matter]
    if not notes:
        return ScreeningReason(ScreeningTopic.serious, Result.not_applicable)
    waiting = [note for note in notes if not note.answered]
    matters = tuple(dict.fromkeys(note.matter for note in waiting or notes))
    result = Result.failed if waiting else Result.warned
    return ScreeningReason(ScreeningTopic.serious, result, len(waiting), len(notes), names=matters)


def reputation(about: Looked, rule: Limits, lookup: Lookup, today: date, max_age_days: int) -> ScreeningReason:
    """By independent kinds of source; where more is said against it than for it, it does not meet the limit."""
    word_of_mouth, limit = talk(about.heard, today, max_age_days), limit_of(rule, lookup)
    if not about.heard:
        return ScreeningReason(ScreeningTopic.reputation, Result.unknown, limit=limit)
    result = rule.result(word_of_mouth.channels_towards(limit), lookup)
    return ScreeningReason(
        ScreeningTopic.reputation,
        result,
        word_of_mouth.channels,
        word_of_mouth.notes,
        limit,
        on=word_of_mouth.newest,
        talk=word_of_mouth,
    )


def limit_of(rule: Limits, lookup: Lookup) -> Decimal | int | None:
    limit = rule.pass_.limit(lookup)
    return limit if isinstance(limit, int | Decimal) else None
