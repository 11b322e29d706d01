"""Shipped lists, templates and limits, read once from the TOML files beside this one.

Every loader raises Malformed (portal.domain.plain), naming the file and the entry, when a file is not as README.md
describes.
"""

from __future__ import annotations

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

from portal.domain.checklists import Checklist, checklist_from
from portal.domain.clauses import ClauseBook, book_from
from portal.domain.factbook import Condition, Fact, condition_from, fact_from
from portal.domain.plain import Entry, Malformed, unique
from portal.domain.policy import Policy, policy_from
from portal.domain.questions import Question
from portal.domain.questions import book_from as questions_from
from portal.domain.sampling import Kind, SampleTemplate, template_from
from portal.domain.stages import Stage

FOLDER = Path(__file__).parent
# Tables of policy.toml that nothing reads until orders and deliveries are kept.
POLICY_LATER = frozenset({"review_events", "scorecard", "bands", "sampling_plan", "ramp_steps", "stop_rules"})


def read(path: Path) -> Entry:
    """A content file as an entry; numbers are exact."""
    name = path.relative_to(FOLDER).as_posix() if path.is_relative_to(FOLDER) else path.name
    try:
        return Entry(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal), name)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Malformed(name, str(error)) from None


@cache
def checklists() -> dict[str, Checklist]:
    """Every shipped checklist by key: the three of the stages first, then the eight steps in their order."""
    paths = [path for folder in ("checklists", "onboarding") for path in sorted((FOLDER / folder).glob("*.toml"))]
    lists = [checklist_from(read(path)) for path in paths]
    lists.sort(key=lambda one: (one.step or 0, one.stage.place if one.stage else 0))
    return {one.key: one for one in lists}


@cache
def stage_checklists() -> dict[Stage, Checklist]:
    return {one.stage: one for one in checklists().values() if one.stage}


@cache
def sample_templates() -> dict[Kind, SampleTemplate]:
    """The shipped sample test templates, by kind of goods."""
    templates = [template_from(read(path)) for path in sorted((FOLDER / "sample_templates").glob("*.toml"))]
    return {template.kind: template for template in templates}


@cache
def clauses() -> ClauseBook:
    """The clauses agreements are read against."""
    return book_from(read(FOLDER / "clauses.toml"))


@cache
def questions() -> tuple[Question, ...]:
    """The questions for a first contact, in the order they are asked."""
    return questions_from(read(FOLDER / "questions.toml"))


@cache
def facts() -> dict[str, Fact]:
    """The facts that rules may use, by name."""
    return _factbook()[0]


@cache
def conditions() -> dict[str, Condition]:
    """The named conditions, by key."""
    return _factbook()[1]


@cache
def policy() -> Policy:
    """The shipped policy, without what a team changed."""
    return policy_from(read(FOLDER / "policy.toml"), POLICY_LATER)


@cache
def _factbook() -> tuple[dict[str, Fact], dict[str, Condition]]:
    entry = read(FOLDER / "facts.toml")
    facts = [fact_from(one) for one in entry.tables("facts")]
    conditions = [condition_from(one) for one in entry.tables("conditions")]
    entry.end()
    unique(entry, "fact", [fact.name for fact in facts])
    unique(entry, "condition", [condition.key for condition in conditions])
    return {fact.name: fact for fact in facts}, {condition.key: condition for condition in conditions}
