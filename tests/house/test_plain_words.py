"""A buyer's words: what a lawyer, a statistician or a programmer would say was rewritten and does not come back."""

from __future__ import annotations

import io
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from babel.messages.pofile import read_po

PORTAL = Path(__file__).parent.parent.parent / "portal"
CONTENT = sorted((PORTAL / "content").rglob("*.toml"))
# The word nobody wants to read -> what the pages say now.
CHINESE = {
    "凭理由": "补录放行",
    "关口": "步骤，下一步",
    "落后于": "没跟上",
    "界限": "标准",
    "对比基准": "评分标准",
    "记录链": "检查记录是否被改",
    "瓶颈": "难替代",
    "杠杆": "可压价",
    "另提结论": "改结论",
    "提请": "提交",
    "一人签字": "只有我一个人，直接签",
    "您": "你",
    "／": "/",
}
# Beside the one verb there is for it; in content they stand in sentences.
VERBS = {"添加": "新增", "记下": "保存", "已存": "已保存"}
ENGLISH = {
    "put up": "submit",
    "anchor": "standard",
    "hash": "records were changed",
    "sign alone": "I am the only one",
    "shut:": "Not yet:",
    "passed with a reason": "let through, records to follow",
    "bottleneck": "hard to replace",
    "leverage": "room to bargain",
}


@cache
def sentences() -> tuple[tuple[str, str], ...]:
    """English and Chinese of what stands in code and templates."""
    files = sorted((PORTAL / "translations" / "zh").glob("*.po"))
    messages = [message for path in files for message in read_po(io.BytesIO(path.read_bytes()), locale="zh")]
    return tuple((" ".join(both(message.id)), " ".join(both(message.string))) for message in messages)


def both(text: Any) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def texts(value: Any, language: str) -> Iterator[str]:
    """Every text in a language below a table of content."""
    if isinstance(value, list):
        for part in value:
            yield from texts(part, language)
    elif isinstance(value, dict):
        for key, part in value.items():
            if key == language and isinstance(part, str):
                yield part
            else:
                yield from texts(part, language)


@cache
def content(language: str) -> tuple[str, ...]:
    tables = [tomllib.loads(path.read_text(encoding="utf-8")) for path in CONTENT]
    return tuple(texts(tables, language))


@pytest.mark.parametrize("word", CHINESE)
def test_a_word_that_was_replaced_does_not_come_back(word):
    left = [chinese for _english, chinese in sentences() if word in chinese]
    left += [text for text in content("zh") if word in text]
    assert not left, f"{CHINESE[word]}: {left}"


@pytest.mark.parametrize("word", VERBS)
def test_adding_and_saving_have_one_verb_each(word):
    left = [chinese for _english, chinese in sentences() if word in chinese]
    assert not left, f"{VERBS[word]}: {left}"


@pytest.mark.parametrize("word", ENGLISH)
def test_the_english_is_as_plain(word):
    left = [english for english, _chinese in sentences() if word in english.lower()]
    left += [text for text in content("en") if word in text.lower()]
    assert not left, f"{ENGLISH[word]}: {left}"


def test_a_tier_says_in_its_name_what_it_means():
    policy = tomllib.loads((PORTAL / "content" / "policy.toml").read_text(encoding="utf-8"))
    titles = {rhythm["tier"]: rhythm["title"]["zh"] for rhythm in policy["review_rhythm"]}
    assert (titles["bottleneck"], titles["leverage"], titles["routine"]) == ("难替代", "可压价", "普通")


def test_no_two_full_stops_of_chinese_have_a_space_between():
    assert not [chinese for _english, chinese in sentences() if re.search(r"[。！？] +[\u4e00-\u9fff]", chinese)]
