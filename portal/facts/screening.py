"""Screening: how long the supplier has been there, its papers, what people say of it, and the red lines."""

from __future__ import annotations

from collections.abc import Sequence

from portal.facts.answer import Answer, Link, Missing, known_fact, share
from portal.facts.purchases import Params
from portal.facts.records import Condition, Question, Records
from portal.facts.subjects import need, supplier
from portal.facts.wanted import in_currency
from portal.needs.queries import brief
from portal.needs.rules import most_for_first_order
from portal.suppliers.queries.lines import NoteLine, looked
from portal.suppliers.queries.page import documents, labels, notes
from portal.suppliers.rules.screening import (
    HeldPapers,
    Looked,
    ScreenedPaper,
    kinds_held,
    permits_held,
    proven_years,
    red_lines,
)
from portal.suppliers.rules.standing import talk

PLACE, PAPERS, HEARD, FACTS = "suppliers.show", "documents", "reputation", "facts"
THRESHOLD = "stage.visit_threshold"
THRESHOLD_CURRENCY = "CNY"  # the unit the setting is written in


def about(records: Records) -> Looked | None:
    """None where the lists are about no supplier."""
    theirs = records.once(supplier)
    if theirs is None:
        return None
    return looked(theirs, labels(theirs.id), documents(theirs.id, records.today), records.once(heard))


def heard(records: Records) -> list[NoteLine]:
    """What others say of it, the newest first."""
    theirs = records.once(supplier)
    return notes(theirs.id) if theirs else []


def at(records: Records, anchor: str) -> Link | None:
    """The place on the supplier's page."""
    asked = records.once(supplier)
    return (PLACE, {"id": str(asked.id), "_anchor": anchor}) if asked else None


def supplier_years(records: Records, params: Params) -> Answer:
    """Whole months since the supplier was registered, in years, where a licence on file shows it."""
    theirs = records.once(about)
    figure = proven_years(theirs, records.today) if theirs else None
    if theirs is None or figure is None:
        return Missing(link=at(records, PAPERS if theirs and theirs.since_year else FACTS))
    since = f"{theirs.since_year}-{theirs.since_month:02d}" if theirs.since_month else str(theirs.since_year)
    years, link = round(figure, 1), at(records, FACTS)
    return known_fact(figure, records.today, link=link, years=years, since=since, kind="registered")


def valid_documents(records: Records, params: Params) -> Answer:
    """The share of the papers needed that are in date: of each kind in `kinds`, or the permit of each category of the
    supplier that needs one (`from_category`).

    Open where nobody said what is needed, where no paper at all is on file, and where only a paper without an end, or
    a permit for no category, stands between the supplier and all of them.
    """
    theirs, link = records.once(about), at(records, PAPERS)
    if theirs is None or not theirs.papers:
        return Missing(link=link)
    if params["from_category"]:
        needed = permits_held(theirs.categories, theirs.papers, records.today)
    else:
        needed = kinds_held(params["kinds"], theirs.papers, records.today)
    if not needed.count or (needed.unsure and not needed.missing):
        return Missing(needed.unsure if params["from_category"] else (), link=link)
    ok, count = len(needed.ok), needed.count
    first = next_end(needed, theirs.papers, records)
    missing = (*needed.missing, *needed.unsure)
    return known_fact(share(ok, count), records.today, link=link, ok=ok, count=count, missing=missing, expires=first)


def next_end(needed: HeldPapers, papers: Sequence[ScreenedPaper], records: Records) -> str | None:
    """When the first of the papers needed that are in date runs out."""
    ends = [screened.expires_on for screened in papers if screened.kind in needed.ok or screened.category in needed.ok]
    return min((end.isoformat() for end in ends if end and end >= records.today), default=None)


def reputation_sources(records: Records, params: Params) -> Answer:
    """Independent kinds of source heard within `max_age_days`, of notes with a link.

    With more bad than good among them they stay one short of enough. `serious`: notes of a court case,
    fraud or a sanction, however old.
    """
    theirs, link = records.once(about), at(records, HEARD)
    if theirs is None or not theirs.heard:
        return Missing(link=link)
    reputation = talk(theirs.heard, records.today, int(params["max_age_days"]))
    counted = reputation.channels_towards(params["enough"])
    return known_fact(
        counted,
        records.today,
        link=link,
        channels=reputation.channels,
        counted=counted if reputation.mostly_bad else None,
        serious=reputation.serious or None,
        notes=reputation.notes,
        negative=reputation.negative,
        newest=reputation.newest.isoformat() if reputation.newest else None,
    )


def serious_notes(records: Records, params: Params) -> Answer:
    """What notes of a court case, fraud or a sanction make of “nothing found”: serious while one waits for an answer,
    else minor. Without any the records cannot say whether somebody searched."""
    noted = [note for note in records.once(heard) if note.matter]
    if not noted:
        return Missing()
    waiting = [note for note in noted if not note.answer]
    return known_fact(
        "serious" if waiting else "minor",
        records.today,
        link=at(records, f"note-{(waiting or noted)[0].id}"),
        count=len(noted),
        matters=tuple(dict.fromkeys(note.matter for note in waiting or noted)),
        waiting=len(waiting) or None,
    )


def red_line_hits(records: Records, params: Params) -> Answer:
    """Categories and products of the supplier that nobody here may buy. Without any, one that is filed in no category
    leaves the answer open."""
    theirs, link = records.once(about), at(records, FACTS)
    if theirs is None:
        return Missing(link=link)
    looked_at = (*theirs.categories, *theirs.products)
    hits, unfiled = red_lines(looked_at)
    if not hits and (unfiled or not looked_at):
        return Missing(unfiled, link=link)
    return known_fact(len(hits), records.today, link=link, hits=len(hits), count=len(looked_at), names=hits)


def permit_category(records: Records) -> bool | None:
    theirs = records.once(about)
    if theirs is None or not theirs.categories:
        return None
    return any(category.permit for category in theirs.categories)


def above_visit_threshold(records: Records) -> bool | None:
    """Whether the first order may cost as much as the threshold: at its quantity and highest acceptable cost."""
    asked = records.once(need)
    most = most_for_first_order(brief(asked)) if asked else None
    amount = None if most is None else in_currency(records, most, asked.currency, THRESHOLD_CURRENCY)
    return None if amount is None else amount >= records.limit(THRESHOLD)


QUESTIONS: dict[str, Question] = {
    "supplier_years": supplier_years,
    "valid_documents": valid_documents,
    "reputation_sources": reputation_sources,
    "serious_notes": serious_notes,
    "red_line_hits": red_line_hits,
}
CONDITIONS: dict[str, Condition] = {
    "permit_category": permit_category,
    "above_visit_threshold": above_visit_threshold,
}
