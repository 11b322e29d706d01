"""Shipped lists, templates and limits, read once from the TOML files beside this one.

Every loader raises Malformed (portal.core.rules.plain_data), naming the file and the entry, when a file is not as
README.md describes.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, TypeVar

from portal.agreements.rules.clauses import ClauseBook
from portal.checklists.rules.checklists import Checklist
from portal.checklists.rules.factbook import Condition, Fact, Factbook
from portal.core.rules.plain_data import Between, Malformed, read, unique
from portal.core.rules.stages import Stage
from portal.help.rules import Glossary, Guide
from portal.imports.rules.columns import HeadingBook
from portal.inquiries.rules.questions import Question, QuestionBook
from portal.samples.rules.sampling import GoodsKind, SampleTemplate
from portal.settings.rules.policy import BannedCategory, Policy, Rhythm
from portal.settings.rules.settings import TeamSetting

FOLDER = Path(__file__).parent
T = TypeVar("T")


@dataclass(frozen=True, kw_only=True)
class PolicyFile:
    version: Annotated[int, Between(1, 10_000)]
    settings: tuple[TeamSetting, ...]
    review_rhythm: tuple[Rhythm, ...]
    banned_categories: tuple[BannedCategory, ...]
    # Nothing reads these until orders and deliveries are kept.
    review_events: tuple[Any, ...] = ()
    scorecard: tuple[Any, ...] = ()
    bands: tuple[Any, ...] = ()
    sampling_plan: tuple[Any, ...] = ()
    ramp_steps: tuple[Any, ...] = ()
    stop_rules: tuple[Any, ...] = ()

    def __post_init__(self) -> None:
        unique("setting", (setting.key for setting in self.settings))
        unique("tier", (rhythm.tier for rhythm in self.review_rhythm))
        unique("banned category", (category.key for category in self.banned_categories))

    @property
    def policy(self) -> Policy:
        return Policy(
            version=self.version,
            settings={setting.key: setting for setting in self.settings},
            rhythms={rhythm.tier: rhythm for rhythm in self.review_rhythm},
            banned={category.key: category for category in self.banned_categories},
        )


def load(kind: type[T], path: Path) -> T:
    """A content file as the dataclass of its kind; numbers are exact."""
    name = path.relative_to(FOLDER).as_posix() if path.is_relative_to(FOLDER) else path.name
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Malformed(name, str(error)) from None
    return read(kind, data, name)


@cache
def checklists() -> dict[str, Checklist]:
    """Every shipped checklist by key: the three of the stages first, then the eight steps in their order."""
    paths = [path for folder in ("checklists", "onboarding") for path in sorted((FOLDER / folder).glob("*.toml"))]
    lists = [load(Checklist, path) for path in paths]
    lists.sort(key=lambda checklist: (checklist.step or 0, checklist.stage.place if checklist.stage else 0))
    return {checklist.key: checklist for checklist in lists}


@cache
def stage_checklists() -> dict[Stage, Checklist]:
    return {checklist.stage: checklist for checklist in checklists().values() if checklist.stage}


@cache
def sample_templates() -> dict[GoodsKind, SampleTemplate]:
    """The shipped sample test templates, by kind of goods."""
    templates = [load(SampleTemplate, path) for path in sorted((FOLDER / "sample_templates").glob("*.toml"))]
    return {template.kind: template for template in templates}


@cache
def clauses() -> ClauseBook:
    """The clauses agreements are read against."""
    return load(ClauseBook, FOLDER / "clauses.toml")


@cache
def headings() -> HeadingBook:
    """What people write above the columns of their lists."""
    return load(HeadingBook, FOLDER / "headings.toml")


@cache
def glossary() -> Glossary:
    """The words of the trade, one for each meaning."""
    return load(Glossary, FOLDER / "glossary.toml")


@cache
def guide() -> Guide:
    """The way through the portal."""
    return load(Guide, FOLDER / "guide.toml")


@cache
def questions() -> tuple[Question, ...]:
    """The questions for a first contact, in the order they are asked."""
    return load(QuestionBook, FOLDER / "questions.toml").questions


@cache
def facts() -> dict[str, Fact]:
    """The facts that rules may use, by name."""
    return {fact.name: fact for fact in factbook().facts}


@cache
def conditions() -> dict[str, Condition]:
    """The named conditions, by key."""
    return {condition.key: condition for condition in factbook().conditions}


@cache
def policy() -> Policy:
    """The shipped policy, without what a team changed."""
    return load(PolicyFile, FOLDER / "policy.toml").policy


@cache
def factbook() -> Factbook:
    return load(Factbook, FOLDER / "facts.toml")
