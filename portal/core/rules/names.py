"""Names, company codes and websites as they are compared: to warn of a supplier that is already there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlsplit

from portal.core.rules.text import folded

_CHINESE = re.compile("[\u4e00-\u9fff]")
# What companies are called by law says nothing about who they are. A Latin word stands by itself.
_ENDINGS = tuple(
    ending if _CHINESE.search(ending) else f" {ending}"
    for ending in (
        "股份有限公司", "有限责任公司", "有限公司", "集团公司", "分公司", "公司",
        "工厂", "厂", "商行", "经营部", "工作室", "店",
        "company limited", "co limited", "limited", "ltd", "llc", "inc", "incorporated", "corporation", "corp", "gmbh",
        "company", "co", "plc", "bv", "sa", "srl",
    )
)  # fmt: skip
KEPT = 8192  # names whose keys are at hand: an import asks for each several times


@lru_cache(KEPT)
def name_key(name: str) -> str:
    """A name without case, width, punctuation and legal form: "深圳市北岸电子有限公司" and "深圳市北岸电子" are one."""
    text = folded(name)
    plain = "".join(c if unicodedata.category(c)[0] in "LN" else " " for c in text)
    text = " ".join(plain.split())
    while (shorter := _without_ending(text)) != text:
        text = shorter
    return text.replace(" ", "") if _CHINESE.search(text) else text


def _without_ending(text: str) -> str:
    if not text.endswith(_ENDINGS):
        return text
    for ending in _ENDINGS:
        if text.endswith(ending) and len(text) > len(ending) + 1:
            return text.removesuffix(ending).strip()
    return text


def code_key(code: str) -> str:
    """A company code without spaces, hyphens and case."""
    return "".join(c for c in folded(code).upper() if c.isalnum())


def website_host(website: str) -> str:
    """The host of an address without `www.`; empty when there is none."""
    try:
        host = urlsplit(website.strip()).hostname or ""
    except ValueError:
        return ""
    return host.casefold().removeprefix("www.").rstrip(".")


def account_key(username: str) -> str:
    """A sign-in name as it is compared: width and case do not matter."""
    return unicodedata.normalize("NFKC", username).casefold().strip()


@dataclass(frozen=True)
class Known:
    """A supplier that is already there."""

    id: int
    name: str
    name_key: str
    legal_key: str
    code: str
    host: str


@dataclass(frozen=True)
class Likeness:
    id: int
    name: str
    reasons: tuple[str, ...]  # name, similar, code, website


SHORTEST_CHINESE, SHORTEST_LATIN = 3, 6  # characters of a name worth finding inside another
# Two suppliers on one of these share a landlord, not an identity.
SHARED_HOSTS = frozenset({"taobao.com", "1688.com", "alibaba.com", "tmall.com", "jd.com", "weidian.com", "xianyu.com"})


def theirs(supplier: Known) -> set[str]:
    return {supplier.name_key, supplier.legal_key} - {""}


def holds(name: str, other: str) -> bool:
    """One name stands whole in the other: "北岸电子" in "深圳市北岸电子". Short ones stand in too many."""
    short, long = sorted((name, other), key=len)
    return len(short) >= (SHORTEST_CHINESE if _CHINESE.search(short) else SHORTEST_LATIN) and short in long


def parts_of(name: str) -> set[str]:
    """The name, and all within it that could be the whole name of another supplier (`holds`)."""
    starts = range(len(name))
    return {name} | {name[start:end] for start in starts for end in range(start + SHORTEST_CHINESE, len(name) + 1)}


def alike(name: str, legal_name: str, code: str, website: str, known: Iterable[Known]) -> list[Likeness]:
    """Which known suppliers could be the same, and by what; most reasons first."""
    keys = {key for key in (name_key(name), name_key(legal_name)) if key}
    code, host = code_key(code), website_host(website)
    likenesses = []
    for supplier in known:
        reasons = [
            reason
            for reason, same in (
                ("name", bool(keys & theirs(supplier))),
                ("similar", not keys & theirs(supplier) and any(holds(a, b) for a in keys for b in theirs(supplier))),
                ("code", bool(code) and code == supplier.code),
                ("website", bool(host) and host == supplier.host and host not in SHARED_HOSTS),
            )
            if same
        ]
        if reasons:
            likenesses.append(Likeness(supplier.id, supplier.name, tuple(reasons)))
    return sorted(likenesses, key=lambda likeness: (-len(likeness.reasons), likeness.id))
