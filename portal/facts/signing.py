"""The agreement of a path: its core clauses, and what makes some of them core."""

from __future__ import annotations

from portal import content
from portal.agreements.models import Agreement
from portal.agreements.rules.agreements import AgreementFacts
from portal.agreements.rules.clauses import Clause, ClauseStanding
from portal.core.rules.thresholds import Result
from portal.facts.agreements import shelf
from portal.facts.answer import Answer, Link, Missing, known_fact, share
from portal.facts.purchases import Params
from portal.facts.records import Condition, Question, Records
from portal.facts.sampling import readiness, unsampled
from portal.facts.subjects import agreement, sample, supplier
from portal.references.queries import of_agreement
from portal.references.rules import citation_ready

IN_FORCE = "in_force"


def paper(records: Records) -> AgreementFacts | None:
    newest = records.once(agreement)
    return next(iter(shelf(records).read(Agreement.id == newest.id)), None) if newest else None


def clauses_filled(records: Records, params: Params) -> Answer:
    """The share of core clauses the agreement in force states, else the draft, of those in `topics` and `keys`.

    One set aside with its reason leaves the count. `missing` holds the keys of the others. One that may be core for
    what nobody said counts once it is stated; until then the answer is open.
    """
    newest = records.once(paper)
    if newest is None:
        return Missing(link=unsigned(records))
    link = "agreements.show", {"id": str(newest.id)}
    core = {clause.key: newest.is_core(clause) for clause in asked(params)}
    counted = [key for key in core if core[key] is not False and newest.says(key).standing is not ClauseStanding.na]
    unstated = [key for key in counted if not newest.states(key)]
    missing = tuple(key for key in unstated if core[key])
    if not counted or (unstated and not missing):
        open_clause = next(iter(unstated or core), "term_end")
        return Missing(link=("agreements.show", {"id": str(newest.id), "_anchor": open_clause}))
    counted = [key for key in counted if core[key] or newest.states(key)]
    ok, count = len(counted) - len(missing), len(counted)
    state = which(newest, records)
    return known_fact(share(ok, count), records.today, link=link, ok=ok, count=count, missing=missing, state=state)


def unsigned(records: Records) -> Link | None:
    """Where an agreement with the supplier belongs."""
    asked = records.once(supplier)
    return ("suppliers.show", {"id": str(asked.id), "_anchor": "agreements"}) if asked else None


def which(judged: AgreementFacts, records: Records) -> str:
    """What is judged: the agreement in force, or which step one has come to that is not."""
    return IN_FORCE if judged.binds(records.today) else judged.state(records.today).value


def asked(params: Params) -> list[Clause]:
    book = content.clauses()
    return [clause for clause in book.clauses if clause.topic in params["topics"] or clause.key in params["keys"]]


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
    """Whether the agreement in force, else the draft, cites a sealed sample or reference order on file, whole and in
    date, and states tolerances."""
    newest, judged = records.once(agreement), records.once(paper)
    if newest is None or judged is None:
        return Missing(link=unsigned(records))
    ready = citation_ready(*of_agreement(newest), records.today)
    if ready.result is Result.unknown:
        return Missing(link=unsealed(records))
    return readiness(ready, records, ("agreements.show", {"id": str(newest.id)}), which(judged, records))


def unsealed(records: Records) -> Link | None:
    """The newest sample, of which one can be sealed; where there is none, where it belongs."""
    newest = records.once(sample)
    return ("samples.show", {"id": str(newest.id)}) if newest else unsampled(records)


QUESTIONS: dict[str, Question] = {
    "clauses_filled/": clauses_filled,
    "reference_ready/agreement": reference_ready,
}
CONDITIONS: dict[str, Condition] = {
    "feed_in_use": feed_in_use,
    "source_sensitive_goods": source_sensitive_goods,
}
