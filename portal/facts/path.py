"""The questions and conditions of the lists of a path: about a supplier, and the need it is looked at for.

Each answers for `records.subject` and says in its link where the rows are. What is not here people answer.
"""

from __future__ import annotations

from portal.facts import contact, price_gaps, quoted, rampup, sampling, screening, signing, wanted
from portal.facts.records import Condition, Question

ROOMS = (wanted, screening, contact, quoted, price_gaps, sampling, signing, rampup)
PATH: dict[str, Question] = {name: question for room in ROOMS for name, question in room.QUESTIONS.items()}
CONDITIONS: dict[str, Condition] = {key: holds for room in ROOMS for key, holds in room.CONDITIONS.items()}
