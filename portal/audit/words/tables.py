"""What the verbs, the nouns and the columns of the audit trail are called."""

from __future__ import annotations

from typing import Any

from portal.audit.words.records import COLUMNS, RECORDS
from portal.audit.words.verbs import VERBS

WORDS: dict[str, dict[str, Any]] = {"verb": VERBS, "record": RECORDS, "column": COLUMNS}
