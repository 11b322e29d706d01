"""The sample of a path: its batches, tests, testers, sealed reference and verdict."""

from __future__ import annotations

from portal.facts.records import Condition, Question

QUESTIONS: dict[str, Question] = {}
CONDITIONS: dict[str, Condition] = {}
