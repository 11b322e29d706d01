"""The methods the rules follow can be read up."""

from __future__ import annotations

import re
from pathlib import Path

import portal

HOUSE = Path(__file__).parent.parent.parent
NUMBER = r"\d+(?:\.\d+)?"


def cited() -> set[str]:
    """The numbers after METHODS, as in "METHODS 1.1 and 1.2"."""
    texts = [path.read_text(encoding="utf-8") for path in Path(portal.__file__).parent.glob("*/rules/*.py")]
    groups = re.findall(rf"METHODS ({NUMBER}(?:(?:,| and) {NUMBER})*)", "\n".join(texts))
    return {number for group in groups for number in re.findall(NUMBER, group)}


def test_every_section_a_rule_cites_is_shipped():
    text = (HOUSE / "docs" / "methods.md").read_text(encoding="utf-8")
    sections = set(re.findall(rf"^#+ ({NUMBER})\.? ", text, re.MULTILINE))
    assert {"1.1", "3.2"} <= cited() <= sections
