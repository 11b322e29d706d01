"""Runs of checklists: the shipped ones, and one with an item of every kind."""

from __future__ import annotations

from typing import Any

from portal.checklists.models.answers import Answer
from portal.checklists.models.runs import Run
from portal.checklists.models.templates import Template, TemplateVersion, checklist_of
from portal.core.models.change import change
from portal.core.rules.stages import Stage
from portal.settings.models.businesses import Business
from tests.cast import NOW, stamp
from tests.products.makers import make_business


def make_run(stage: str = "startup", business: Business | None = None, by: Any = None) -> Run:
    """The run of a stage with the shipped list."""
    return Run.start(business or make_business(stage=stage), Stage(stage), stamp(by))


def make_sampler_run(business: Business | None = None) -> Run:
    """A run of a list with one item of each kind, in the place of the startup list."""
    business = business or make_business()
    template = Template.get(Template.key == "stage_startup")
    checklist_of.cache_clear()  # tests give the same id to different lists
    version = TemplateVersion.create(template=template, version=99, content=sampler(), published_at=NOW)
    run: Run = Run.create(template_version=version, business=business, stage="startup", started_at=NOW)
    return run


def give(run: Run, code: str, value: Any, by: Any = None, seen: int = 0, **about: Any) -> Answer:
    """Answer an item as a person would, without the form."""
    from portal.checklists.rules.answers import AnswerState

    with change(stamp(by)):
        return Answer.give(
            Run.touch(run.id, stamp(by)),
            code,
            seen,
            stamp(by),
            **({"state": AnswerState.answered, "value": value} | about),
        )


def text(words: str) -> dict[str, str]:
    return {"zh": f"{words}（中文）", "en": words}


def line(code: str, type: str, **about: Any) -> dict[str, Any]:
    defaults = {
        "code": code,
        "section": "one",
        "text": text(f"Question {code}"),
        "why": text("Because"),
        "type": type,
        "weight": 1,
        "answer": "person",
        "evidence": "none",
    }
    return defaults | about


OPTIONS = [
    {"key": "good", "zh": "好", "en": "Good", "result": "pass"},
    {"key": "poor", "zh": "差", "en": "Poor", "result": "fail"},
]


def sampler() -> dict[str, Any]:
    return {
        "key": "stage_startup",
        "title": text("Every kind"),
        "purpose": text("For trying"),
        "version": 99,
        "subject": "business",
        "stage": "startup",
        "sections": [{"key": "one", "title": text("One")}, {"key": "two", "title": text("Two")}],
        "items": [
            line("X01", "yes_no", must=True, evidence="note", evidence_when="not_pass"),
            line("X02", "yes_no_na"),
            line("X03", "choice", options=OPTIONS),
            line("X04", "choices", options=OPTIONS),
            line(
                "X05",
                "number",
                unit="day",
                limit={"pass": {"op": "<=", "value": 30}, "warn": {"op": "<=", "value": 60}},
            ),
            line("X06", "money", unit="CNY"),
            line("X07", "percent", unit="percent", limit={"pass": {"op": ">=", "value": {"decimal": "0.9"}}}),
            line("X08", "date"),
            line("X09", "text", section="two"),
            line("X10", "file", section="two", evidence="file", evidence_when="pass"),
            line("X11", "rating", section="two", limit={"pass": {"op": ">=", "value": 4}}),
            line("X12", "yes_no", section="two", must=True, applies_when="joint_project"),
        ],
    }
