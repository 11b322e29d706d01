"""The agreement of a path: its clauses, and what makes some of them needed."""

from __future__ import annotations

from collections.abc import Iterable

from portal import content
from portal.agreements.models import Agreement
from portal.agreements.queries import Shelf
from portal.agreements.rules.agreements import END_DATE, AgreementFacts
from portal.agreements.rules.clauses import ClauseStanding
from portal.facts.found import Answer, Missing, found, share
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
    one = records.once(paper)
    if one is None:
        return Missing()
    link = "agreements.show", {"id": str(one.id)}
    standings = {key: standing(one, key) for key in asked(one, params)}
    counted = [key for key, stands in standings.items() if stands is not ClauseStanding.na]
    missing = tuple(key for key in counted if standings[key] is ClauseStanding.missing)
    if not counted:
        return Missing(link=link)
    ok, count = len(counted) - len(missing), len(counted)
    return found(share(ok, count), records.today, link=link, ok=ok, count=count, missing=missing)


def asked(one: AgreementFacts, params: Params) -> Iterable[str]:
    known = one.conditions()
    clauses = [clause for topic in params["topics"] for clause in content.clauses().of_topic(topic)]
    return dict.fromkeys((*(clause.key for clause in clauses if clause.needed(known)), *params["keys"]))


def standing(one: AgreementFacts, key: str) -> ClauseStanding:
    """The end date stands among the days of the agreement."""
    return ClauseStanding.agreed if key == END_DATE and one.ends_on else one.written.of(key).standing


def feed_in_use(records: Records) -> bool | None:
    one = records.once(paper)
    return one.feed if one else None


def source_sensitive_goods(records: Records) -> bool | None:
    """Whether the agreement is about digital, branded or custom goods."""
    one = records.once(paper)
    said = (one.covers("digital"), one.branded, one.custom) if one else (None,)
    if any(said):
        return True
    return None if None in said else False


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
