"""Where a run stands: every item judged by what people said and what the records say."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from portal.checklists.models.runs import Run
from portal.checklists.models.templates import checklist_of
from portal.checklists.queries import GivenAnswerLine
from portal.checklists.rules.answers import AnswerState
from portal.checklists.rules.checklists import Checklist
from portal.checklists.rules.conditions import Known
from portal.checklists.rules.items import Evidence
from portal.checklists.rules.judging import NOTHING, AnswerSource, GivenAnswer, JudgedItem, evidence_needed, judge
from portal.checklists.rules.progress import PASS_SCORE, WATCH_SCORE, ListProgress, progress
from portal.core.rules.plain_data import decoded, encoded
from portal.core.rules.thresholds import Lookup
from portal.facts import Answer, Found, Missing, Records, answers, conditions, memory
from portal.facts.answer import kept, link_from


@dataclass(frozen=True)
class ListStanding:
    checklist: Checklist
    judged: Mapping[str, JudgedItem]  # by code, in the order of the list
    recorded: Mapping[str, Answer]  # what the records say, for the items they can be asked about
    known: Known
    lookup: Lookup
    progress: ListProgress

    @property
    def from_data(self) -> int:
        """Items that nobody answered because the records do."""
        return sum(judged.by_figure for judged in self.judged.values())


def stand(
    checklist: Checklist,
    lines: Mapping[str, GivenAnswerLine],
    recorded: Mapping[str, Answer],
    known: Known,
    lookup: Lookup,
    signed: bool = False,
) -> ListStanding:
    """`signed`: it stays as it was signed, whatever the records say by now."""
    judged = {}
    for item in checklist.items:
        answer = recorded.get(item.code)
        figure = answer.figure if isinstance(answer, Found) else None
        line = lines.get(item.code)
        judged[item.code] = judge(item, given_of(line.given if line else None), figure, known, lookup, signed)
    return ListStanding(checklist, judged, recorded, known, lookup, progress(list(judged.values())))


def given_of(stored: Mapping[str, Any] | None) -> GivenAnswer:
    """What is on record for an item, from its JSON."""
    if not stored:
        return NOTHING
    fact = stored["fact"]
    figure = decoded(fact["figure"]) if fact else None
    source, noted = AnswerSource(stored["source"]), bool(stored["note"])
    return GivenAnswer(AnswerState(stored["state"]), stored["value"], source, figure, noted)


def standing_of(run: Run, lines: Mapping[str, GivenAnswerLine], records: Records) -> ListStanding:
    """A run as it stands now; one that somebody signed, as it stood then."""
    checklist = checklist_of(run.template_version_id)
    if run.frozen:
        return thawed(checklist, lines, run.frozen)
    return standing_today(run, lines, records)


def standing_today(run: Run, lines: Mapping[str, GivenAnswerLine], records: Records) -> ListStanding:
    """By what the records say now, also where somebody signed."""
    checklist = checklist_of(run.template_version_id)
    lookup = records.policy.lookup(records.stage)
    recorded, known = memory.kept(run.template_version_id, records, lambda: asked(checklist, records, lookup))
    return stand(checklist, lines, recorded, known, lookup)


def asked(checklist: Checklist, records: Records, lookup: Lookup) -> tuple[Mapping[str, Answer], Known]:
    """What the records say to the items, and to the conditions under which they apply."""
    conditional = [item for item in checklist.items if item.applies_when or item.must_when]
    known = conditions.known(records, conditional) if conditional else {}
    return answers(checklist.items, records, lookup), known


def frozen(standing: ListStanding) -> dict[str, Any]:
    """What has to be kept so that a signed run reads for ever as it was signed."""
    limits = [
        limit for item in standing.checklist.items if item.limits for limit in (item.limits.pass_, item.limits.warn)
    ]
    keys = {limit.setting for limit in limits if limit and limit.setting} | {PASS_SCORE, WATCH_SCORE}
    return {
        "said": {code: answer.to_json() for code, answer in standing.recorded.items() if isinstance(answer, Found)},
        "silent": {
            code: kept(answer.link) for code, answer in standing.recorded.items() if isinstance(answer, Missing)
        },
        "lacking": {
            code: list(answer.names) for code, answer in standing.recorded.items() if isinstance(answer, Missing)
        },
        "known": dict(standing.known),
        "settings": {key: encoded(standing.lookup(key)) for key in sorted(keys)},
        "results": {code: judged.result for code, judged in standing.judged.items()},
    }


def thawed(checklist: Checklist, lines: Mapping[str, GivenAnswerLine], was: Mapping[str, Any]) -> ListStanding:
    recorded: dict[str, Answer] = {code: Found.from_json(answer) for code, answer in was["said"].items()}
    silent = dict.fromkeys(was["silent"]) if isinstance(was["silent"], list) else was["silent"]
    names = was.get("lacking", {})  # what was signed before they were kept has none
    recorded |= {code: Missing(tuple(names.get(code, ())), link=link_from(link)) for code, link in silent.items()}
    settings = {key: decoded(value) for key, value in was["settings"].items()}
    return stand(checklist, lines, recorded, was["known"], settings.__getitem__, signed=True)


def unproved(standing: ListStanding, lines: Mapping[str, GivenAnswerLine], filed: Collection[str]) -> tuple[str, ...]:
    """Items whose answer lacks the note or the file that it needs. `filed`: codes of those with a file."""
    unproved_codes = []
    for code, judged in standing.judged.items():
        line = lines.get(code)
        overrides = bool(line and line.given and line.given["source"] == AnswerSource.override)
        needed = evidence_needed(judged.item, judged.result, overrides)
        lacks_note = Evidence.note in needed and not (line and line.note)
        if lacks_note or (Evidence.file in needed and code not in filed):
            unproved_codes.append(code)
    return tuple(unproved_codes)
