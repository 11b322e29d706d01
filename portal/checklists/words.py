"""What the codes of a checklist are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.core.rules.thresholds import Result

WORDS: dict[str, dict[str, Any]] = {
    "answer_state": {"unknown": _l("open"), "answered": _l("answered"), "na": _l("Does not apply")},
    "answer_source": {
        "person": _l("by a person"),
        "confirmed": _l("Confirmed"),
        "override": _l("Overrides the data"),
    },
    "result": {
        Result.passed: _l("Meets it"),
        Result.warned: _l("Nearly meets it"),
        Result.failed: _l("Does not meet it"),
        Result.unknown: _l("Open"),
        Result.not_applicable: _l("Does not apply"),
    },
    "answer": {"yes": _l("Yes"), "no": _l("No"), "na": _l("Not applicable")},
    "source": {
        "data": _l("From data"),
        "proposed": _l("Proposed from data"),
        "confirmed": _l("Confirmed"),
        "override": _l("Overrides the data"),
    },
    "unit": {
        "product": _l("products"),
        "day": _l("days"),
        "hour": _l("hours"),
        "quote": _l("quotes"),
        "supplier": _l("suppliers"),
        "reply": _l("replies"),
        "item": _l("items"),
        "times": _l("times"),
        "percent": "%",
        "batch": _l("batches"),
        "channel": _l("channels"),
        "criterion": _l("criteria"),
        "line": _l("lines"),
        "minute": _l("minutes"),
        "order": _l("orders"),
        "piece_per_month": _l("pieces a month"),
        "rule": _l("rules"),
        "sample": _l("samples"),
        "score": _l("points"),
        "step": _l("levels"),
        "year": _l("years"),
    },
    "duration": {
        "day": _l("days"),
        "hour": _l("hours"),
        "working_hour": _l("hours of working time"),
        "minute": _l("minutes"),
    },
    "item_event": {
        "answer": _l("answered"),
        "confirm": _l("confirmed what the data say"),
        "override": _l("answered otherwise than the data"),
        "put_back": _l("took the answer away"),
        "note": _l("wrote a note"),
        "undo": _l("undid the last answer"),
        "assign": _l("changed who does it, or by when"),
        "file": _l("added a file"),
        "remove_file": _l("removed a file"),
        "restore_file": _l("brought a file back"),
    },
    "run_event": {
        "start": _l("started"),
        "sign": _l("signed"),
        "freeze": _l("signed; the list is frozen"),
        "reopen": _l("reopened"),
    },
    "need_field": {"owner": _l("Owner"), "due_on": _l("Deadline")},
    "beginning": {"registered": _l("Registered")},
    "sample_field": {
        "product": _l("Product"),
        "batch_no": _l("Batch numbers"),
        "quantity": _l("Quantity"),
        "fee": _l("Fee"),
        "purpose": _l("What it should show"),
        "promised_on": _l("Promised for"),
    },
    "quote_field": {
        "unit_price": _l("Unit price"),
        "moq": _l("MOQ"),
        "price_breaks": _l("Price by quantity"),
        "freight": _l("Freight"),
        "tax_basis": _l("Tax in the price"),
        "valid_until": _l("Valid until"),
    },
}
