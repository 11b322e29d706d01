"""The clauses of an agreement as a page shows them: the core ones first, the rest folded by topic."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from portal.agreements.rules.agreements import END_DATE, AgreementFacts
from portal.agreements.rules.clauses import Clause, ClauseBook, ClauseStanding, ClauseTopic, GivenClause
from portal.agreements.words import title, unit, value_text
from portal.web.filters import listed, number
from portal.web.words import WORDS, word


@dataclass(frozen=True)
class ClauseLine:
    """A clause and what the agreement says of it."""

    clause: Clause
    stated: GivenClause
    core: bool

    @property
    def standing(self) -> ClauseStanding:
        return self.stated.standing

    @property
    def is_stated(self) -> bool:
        return self.standing is not ClauseStanding.unstated

    @property
    def is_open(self) -> bool:
        """A wording stands there that is still to be agreed."""
        return self.stated.open

    @property
    def text(self) -> str:
        """Its value; empty where there is none."""
        if self.is_open and self.stated.na:
            return _("Does not apply")
        return value_text(self.clause, self.stated)

    @property
    def unit(self) -> str:
        return unit(self.clause)

    @property
    def hint(self) -> str:
        """Beside its field: the usual figure."""
        if self.clause.suggested is None:
            return ""
        return _("usual: %(figure)s %(unit)s", figure=number(self.clause.suggested), unit=self.unit)


@dataclass(frozen=True)
class TopicFold:
    """The clauses of a topic that are not core."""

    topic: ClauseTopic
    lines: tuple[ClauseLine, ...]

    @property
    def stated(self) -> tuple[ClauseLine, ...]:
        return tuple(line for line in self.lines if line.is_stated)

    @property
    def worded(self) -> tuple[ClauseLine, ...]:
        """What is stated, and what is still to be agreed."""
        return tuple(line for line in self.lines if line.is_stated or line.is_open)

    @property
    def unstated(self) -> tuple[str, ...]:
        return tuple(line.clause.key for line in self.lines if line not in self.worded)

    def holds(self, keys: Collection[str]) -> bool:
        """Whether any of these clauses stands in it."""
        return any(line.clause.key in keys for line in self.lines)

    @property
    def count(self) -> str:
        return _("%(stated)s of %(all)s stated", stated=len(self.stated), all=len(self.lines))


@dataclass(frozen=True)
class MissingClause:
    title: str
    url: str  # where it is written


@dataclass(frozen=True)
class Doubt:
    """What nobody said, so that a clause may be core."""

    sentence: str
    url: str  # where it is said


@dataclass(frozen=True)
class ClauseSheet:
    agreement: AgreementFacts
    core: tuple[ClauseLine, ...]
    folds: tuple[TopicFold, ...]
    doubts: tuple[Doubt, ...]

    @property
    def lines(self) -> tuple[ClauseLine, ...]:
        return (*self.core, *(line for fold in self.folds for line in fold.lines))

    @property
    def halves(self) -> tuple[tuple[ClauseLine, ...], tuple[ClauseLine, ...]]:
        """What stands on the page to sign, in two columns: the core clauses, and the others that are worded."""
        printed = tuple(line for line in self.lines if line.core or line.is_stated or line.is_open)
        half = (len(printed) + 1) // 2
        return printed[:half], printed[half:]

    @property
    def keys(self) -> tuple[str, ...]:
        """The clauses a form is about; the end of the agreement stands among its days."""
        return tuple(line.clause.key for line in self.lines if line.clause.key != END_DATE)

    @property
    def stated_core(self) -> int:
        return sum(line.is_stated for line in self.core)

    @property
    def progress(self) -> str:
        return _("%(stated)s of %(all)s core clauses stated", stated=self.stated_core, all=len(self.core))

    @property
    def missing(self) -> list[MissingClause]:
        return [missing_clause(self.agreement, line.clause.key) for line in self.core if not line.is_stated]

    @property
    def unstated(self) -> list[str]:
        """Keys of the clauses that are not core and of which nothing is written."""
        return [key for fold in self.folds for key in fold.unstated]

    @property
    def saves_itself(self) -> bool:
        """What both sides signed changes only by pressing a button."""
        return self.agreement.signed_on is None

    def line(self, key: str) -> ClauseLine | None:
        return next((line for line in self.lines if line.clause.key == key), None)

    def fold(self, topic: str) -> TopicFold | None:
        return next((fold for fold in self.folds if fold.topic.key == topic), None)


def clause_sheet(agreement: AgreementFacts, book: ClauseBook) -> ClauseSheet:
    """The clauses that concern it, and what is written anyway."""
    conditions = agreement.conditions()
    lines = [
        ClauseLine(clause, agreement.says(clause.key), bool(agreement.is_core(clause)))
        for clause in book.clauses
        if clause.concerns(conditions) or clause.key in agreement.written.clauses
    ]
    core = tuple(line for line in lines if line.core)
    return ClauseSheet(agreement, core, tuple(folds(book, lines)), tuple(doubts(agreement, book)))


def folds(book: ClauseBook, lines: list[ClauseLine]) -> Iterator[TopicFold]:
    for topic in book.topics:
        rest = tuple(line for line in lines if not line.core and line.clause.topic == topic.key)
        if rest:
            yield TopicFold(topic, rest)


def missing_clause(agreement: AgreementFacts, key: str) -> MissingClause:
    if key == END_DATE:
        return MissingClause(title(key), url_for("agreements.edit", id=agreement.id, _anchor="ends_on"))
    return MissingClause(title(key), url_for("clauses.edit", id=agreement.id, _anchor=f"c-{key}"))


def doubts(agreement: AgreementFacts, book: ClauseBook) -> Iterator[Doubt]:
    for asked, keys in agreement.undecided(book).items():
        if asked in WORDS["clause_doubt"]:  # how it is paid is a core clause itself
            sentence = _(
                "%(what)s unknown: nobody can say yet whether %(clauses)s must be stated.",
                what=word(asked, "clause_doubt"),
                clauses=listed(title(key) for key in keys),
            )
            yield Doubt(sentence, doubt_url(agreement, asked))


def doubt_url(agreement: AgreementFacts, asked: str) -> str:
    if asked == "country":
        return url_for("suppliers.edit", id=agreement.supplier_id, _anchor="country")
    return url_for("agreements.edit", id=agreement.id, _anchor=FIELDS[asked])


FIELDS = {"branded_goods": "branded", "custom_goods": "custom", "feed_in_use": "feed"}
