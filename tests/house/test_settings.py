"""A standard that changes nothing is not shown: each one on the page is read by a rule, and no other is hidden."""

from __future__ import annotations

from pathlib import Path

import pytest

from portal import content
from portal.checklists.rules.items import FIGURES
from portal.facts import QUESTIONS, asks
from portal.facts.path import PATH
from portal.settings.rules.policy import RHYTHM

PORTAL = Path(__file__).parent.parent.parent / "portal"
WORDS_ONLY = {"setting_words.py"}  # how values read, whoever reads them
RECORDS = {"categories", "orders", "deliveries", "risks"}  # that are not kept yet, or that nothing counts yet
SETTINGS = content.policy().settings


def in_code() -> set[str]:
    """Keys that a rule of the program names."""
    files = [path for path in PORTAL.rglob("*.py") if path.name not in WORDS_ONLY and "demo" not in path.parts]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    return {key for key in SETTINGS if f'"{key}"' in text}


def in_lists() -> set[str]:
    """Keys that a line of a shipped list is judged by: a figure somebody types, or one that the records answer."""
    judged = set()
    for checklist in content.checklists().values():
        for item in checklist.items:
            answered = asks(item, QUESTIONS | PATH)
            if item.limits and (answered or item.type in FIGURES):
                judged |= {limit.setting for limit in (item.limits.pass_, item.limits.warn) if limit and limit.setting}
            if answered and item.rule:
                params = content.facts()[item.rule.fact].params
                judged |= {
                    param.setting for name, param in params.items() if param.setting and name not in item.rule.params
                }
    return judged


READ = in_code() | in_lists()


@pytest.mark.parametrize("key", [key for key in content.policy().adjustable if not key.startswith(RHYTHM)])
def test_a_setting_on_the_page_is_read_by_a_rule(key):
    assert key in READ


@pytest.mark.parametrize("key", [key for key, setting in SETTINGS.items() if setting.waits_for])
def test_a_setting_that_waits_for_its_records_is_read_by_none(key):
    assert key not in READ
    assert SETTINGS[key].waits_for in RECORDS
    assert key not in content.policy().adjustable
