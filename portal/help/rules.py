"""Help as data: the words of the trade, and a guide through the portal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from portal.core.rules.plain_data import Between, unique
from portal.core.rules.wording import Text


@dataclass(frozen=True, kw_only=True)
class GlossaryTerm:
    """One word in both languages; `meaning` where a newcomer needs it said."""

    key: str
    zh: str
    en: str
    avoid_zh: tuple[str, ...] = ()
    avoid_en: tuple[str, ...] = ()
    meaning: Text | None = None

    @property
    def word(self) -> Text:
        return Text(self.zh, self.en)

    def fits(self, query: str) -> bool:
        """Whether every word of the query stands in its names or its meaning, in either language."""
        meant = (self.meaning.zh, self.meaning.en) if self.meaning else ()
        texts = " ".join((self.zh, self.en, *self.avoid_zh, *self.avoid_en, *meant)).casefold()
        return all(part in texts for part in query.casefold().split())


@dataclass(frozen=True, kw_only=True)
class Glossary:
    version: Annotated[int, Between(1, 10_000)]
    terms: tuple[GlossaryTerm, ...]

    def __post_init__(self) -> None:
        unique("term", (term.key for term in self.terms))

    @property
    def explained(self) -> dict[str, GlossaryTerm]:
        """The terms that a page may link to, by key."""
        return {term.key: term for term in self.terms if term.meaning}


@dataclass(frozen=True, kw_only=True)
class GuideSection:
    """A part of the way, and the page it is about."""

    key: str
    endpoint: str
    title: Text
    text: Text
    link: Text


@dataclass(frozen=True, kw_only=True)
class Guide:
    version: Annotated[int, Between(1, 10_000)]
    sections: tuple[GuideSection, ...]

    def __post_init__(self) -> None:
        unique("section", (section.key for section in self.sections))
