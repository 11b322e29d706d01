"""The agreement of a path: its party, its clauses, the sealed sample it cites."""

from __future__ import annotations

from portal.facts.records import Condition, Question

QUESTIONS: dict[str, Question] = {}
CONDITIONS: dict[str, Condition] = {}
