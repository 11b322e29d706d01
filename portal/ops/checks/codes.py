"""Card codes are never kept: whether what is kept of them is only that, and can still be compared."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from peewee import TextField, fn

from portal.codes.keys import derived, mark
from portal.codes.models import CodeCheck, SampleCode
from portal.config import Config
from portal.core.models.audit import AuditEvent
from portal.core.models.record import rows, table_name
from portal.core.rules.card_codes import LEAST_LENGTH, LEAST_LINES, has_code, looks_like_codes
from portal.ops import instance
from portal.ops.checks.finding import WARN, Finding, judged
from portal.tables import MODELS

FINGERPRINT = re.compile("[0-9a-f]{64}")
LIST_AT_MOST = 3


def unread(_config: Config, _database: Any, _at: datetime) -> Finding:
    """No row of a code holds more than its last four and a hash, and no text anywhere is a list of codes."""
    wrong = [f"{where} {id}" for where, id in (*too_much(), *lists_of_codes())]
    text = f"{len(wrong)} rows hold what looks like card codes: {', '.join(wrong[:LIST_AT_MOST])}"
    return judged("card codes", not wrong, f"{SampleCode.select().count()} known by their last four only", text)


def too_much() -> list[tuple[str, int]]:
    codes, checks = SampleCode, CodeCheck
    kept = rows(codes.select(codes.id, codes.last_four, codes.fingerprint, codes.note))
    faults = [
        ("sample_code", id)
        for id, last, fingerprint, note in kept
        if len(last) > 4 or not FINGERPRINT.fullmatch(fingerprint) or has_code(note)
    ]
    return faults + [("code_check", id) for id, note in rows(checks.select(checks.id, checks.note)) if has_code(note)]


def lists_of_codes() -> list[tuple[str, int]]:
    """Every text of several lines that people typed; the trail keeps each event on one line."""
    faults = []
    for model in MODELS:
        columns = [field for field in model._meta.sorted_fields if type(field) is TextField and model is not AuditEvent]
        for column in columns:
            long = fn.LENGTH(column) >= LEAST_LINES * LEAST_LENGTH
            texts = rows(model.select(model.id, column).where(long))
            faults += [(f"{table_name(model)}.{column.name}", id) for id, text in texts if looks_like_codes(text)]
    return faults


def comparable(config: Config, _database: Any, _at: datetime) -> Finding:
    path = config.instance / instance.KEY
    own = mark(derived(path.read_bytes())) if path.exists() else ""
    lost = SampleCode.select().where(SampleCode.key_mark != own).count()
    text = f"{lost} were recorded under an earlier secret key: they are not found again"
    return judged("code fingerprints", not lost, "all of this secret key", text, WARN)


CHECKS = (unread, comparable)
