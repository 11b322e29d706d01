"""What the kinds of things to do are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.actions.rules import TodoGroup, TodoKind

WORDS: dict[str, dict[str, Any]] = {
    "todo": {
        TodoKind.review: _l("Review"),
        TodoKind.reply: _l("Inquiry"),
        TodoKind.sample: _l("Sample"),
        TodoKind.test: _l("Test"),
        TodoKind.check: _l("Re-check"),
        TodoKind.verdict: _l("Verdict"),
        TodoKind.quote: _l("Quote"),
        TodoKind.document: _l("Document"),
        TodoKind.reference: _l("Sealed sample"),
        TodoKind.renewal: _l("Renewal"),
        TodoKind.clauses: _l("Agreement"),
        TodoKind.item: _l("Checklist"),
        TodoKind.records: _l("Against the records"),
        TodoKind.action: _l("Action"),
        TodoKind.need: _l("Need"),
    },
    "todo_group": {
        TodoGroup.overdue: _l("Overdue"),
        TodoGroup.today: _l("Today"),
        TodoGroup.week: _l("This week"),
        TodoGroup.later: _l("Later than this week"),
    },
    "record": {
        "action": _l("Action"),
    },
    "verb": {
        "action.done": _l("finished an action"),
        "action.give": _l("gave out an action"),
        "action.hand_over": _l("handed an action over"),
        "action.put_off": _l("put off an action"),
        "action.reopen": _l("opened an action again"),
    },
    "column": {
        "actions": _l("Actions"),
    },
}
