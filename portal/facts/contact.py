"""First contact: what the supplier answered and quoted, against the need."""

from __future__ import annotations

from portal.facts.records import Condition, Question

QUESTIONS: dict[str, Question] = {}
CONDITIONS: dict[str, Condition] = {}
