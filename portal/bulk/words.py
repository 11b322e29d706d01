"""What is said of a change of many records."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.bulk.rules import BulkFault
from portal.suppliers.rules.standing import MOST_TAGS

WORDS: dict[str, dict[str, Any]] = {
    "bulk_fault": {
        BulkFault.banned: _l("banned category"),
        BulkFault.full: _l("more than %(most)s tags", most=MOST_TAGS),
        BulkFault.before_it: _l("quoted after that day"),
        BulkFault.signed: _l("the verdict is signed"),
        BulkFault.sealed: _l("a batch is sealed"),
        BulkFault.not_allowed: _l("not reached from where it stands"),
        BulkFault.reason: _l("this step needs a reason"),
        BulkFault.unplanned: _l("no reviews planned"),
    },
    "record": {"bulk_act": _l("Change in bulk")},
    "verb": {
        "bulk_act.add": _l("changed many at once"),
        "bulk_act.take_back": _l("took a change in bulk back"),
    },
    "column": {"deed": _l("What was changed"), "records": _l("Records")},
}
