"""How an answer of the records about a supplier is judged by the shipped item, and read in its sentence."""

from __future__ import annotations

import re
from typing import Any

from portal import content
from portal.checklists.pages.sentences import basis_text
from portal.checklists.rules.items import Item
from portal.checklists.rules.judging import NOTHING, judge
from portal.core.rules.stages import Stage
from portal.facts import Found
from tests.facts.asking import ask_path

CODE = re.compile(r"\b[a-z]+_[a-z_]+\b|\b[A-Z]{2}\d\d\b|None|[{}\[\]]")


def item_of(code: str) -> Item:
    found: Item = next(
        item for one in content.checklists().values() if one.step for item in one.items if item.code == code
    )
    return found


def result(code: str, answer: Any, stage: str = "startup") -> str:
    """What the list says while nobody has answered: pass, warn, fail or unknown."""
    figure = answer.figure if isinstance(answer, Found) else None
    return str(judge(item_of(code), NOTHING, figure, {}, content.policy().lookup(Stage(stage))).result.value)


def sentences(app: Any, code: str, answer: Any) -> tuple[str, str]:
    """The sentence beside the answer in Chinese and English: every figure in it is there, and no code."""
    item = item_of(code)
    assert set(answer.places) == set(content.facts()[item.rule.fact].placeholders)
    texts = []
    for language in ("zh", "en"):
        with app.test_request_context(headers={"Accept-Language": language}):
            text = basis_text(item, answer.places)
        wanted = item.basis.for_(language)
        parts = [re.escape(part) for part in re.split(r"\{\w+\}", re.sub(r"\[.*?\]", "{rest}", wanted))]
        assert re.fullmatch(parts[0] + "".join(f"(.*){part}" for part in parts[1:]), text), text
        needed = re.sub(r"\[.*?\]", "", wanted)
        assert all(answer.places[name] not in (None, ()) for name in re.findall(r"\{(\w+)\}", needed)), text
        assert not CODE.search(text), text
        texts.append(text)
    return texts[0], texts[1]


def said(supplier: Any, item: str) -> tuple[Any, str]:
    """The answer to an item, which always leads to the sample, and how the list judges it."""
    answer = ask_path(item, supplier)
    assert answer.link[0] == "samples.show"
    return answer, result(item, answer)
