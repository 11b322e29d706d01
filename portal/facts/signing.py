"""The agreement of a path: its clauses, and what makes some of them needed."""

from __future__ import annotations

from collections.abc import Iterable

from portal import content
from portal.agreements.models import Agreement
from portal.agreements.queries import Shelf
from portal.agreements.rules.agreements import END_DATE, AgreementFacts
from portal.agreements.rules.clauses import ClauseStanding
from portal.facts.answer import Answer, Missing, known_fact, share
from portal.facts.purchases import Params
from portal.facts.records import Condition, Question, Records
from portal.facts.sampling import readiness
from portal.facts.subjects import agreement
from portal.references.queries import of_agreement
from portal.references.rules import citation_ready


def paper(records: Records) -> AgreementFacts | None:
    newest = records.once(agreement)
    shelf = Shelf(content.clauses(), records.home)
    return next(iter(shelf.read(Agreement.id == newest.id)), None) if newest else None


def clauses_filled(records: Records, params: Params) -> Answer:
    """The share of clauses the newest agreement states: the required ones of `topics`, and all of `keys`.

    One set aside with its reason leaves the count. `missing` holds the keys of the others.
    """
    newest = records.once(paper)
    if newest is None:
        return Missing()
    link = "agreements.show", {"id": str(newest.id)}
    standings = {key: standing(newest, key) for key in asked(newest, params)}
    counted = [key for key, stands in standings.items() if stands is not ClauseStanding.na]
    missing = tuple(key for key in counted if standings[key] is ClauseStanding.missing)
    if not counted:
        return Missing(link=link)
    ok, count = len(counted) - len(missing), len(counted)
    return known_fact(share(ok, count), records.today, link=link, ok=ok, count=count, missing=missing)


def asked(newest: AgreementFacts, params: Params) -> Iterable[str]:
    known = newest.conditions()
    clauses = [clause for topic in params["topics"] for clause in content.clauses().of_topic(topic)]
    return dict.fromkeys((*(clause.key for clause in clauses if clause.needed(known)), *params["keys"]))


def standing(newest: AgreementFacts, key: str) -> ClauseStanding:
    """The end date stands among the days of the agreement."""
    return ClauseStanding.agreed if key == END_DATE and newest.ends_on else newest.written.of(key).standing


def feed_in_use(records: Records) -> bool | None:
    newest = records.once(paper)
    return newest.feed if newest else None


def source_sensitive_goods(records: Records) -> bool | None:
    """Whether the agreement is about digital, branded or custom goods."""
    newest = records.once(paper)
    sensitive = (newest.covers("digital"), newest.branded, newest.custom) if newest else (None,)
    if any(sensitive):
        return True
    return None if None in sensitive else False


def reference_ready(records: Records, params: Params) -> Answer:
    """Whether the newest agreement cites a sealed sample or reference order on file, whole and in date, and states
    tolerances."""
    newest = records.once(agreement)
    if newest is None:
        return Missing()
    link = "agreements.show", {"id": str(newest.id)}
    return readiness(citation_ready(*of_agreement(newest), records.today), records, link)


QUESTIONS: dict[str, Question] = {
    "clauses_filled/": clauses_filled,
    "reference_ready/agreement": reference_ready,
}
CONDITIONS: dict[str, Condition] = {
    "feed_in_use": feed_in_use,
    "source_sensitive_goods": source_sensitive_goods,
}
