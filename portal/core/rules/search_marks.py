"""The words of a search, and where they stand in a text, whatever their case and width."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from portal.core.rules.text import clean, folded

MOST_WORDS, LONGEST = 6, 100
Part = tuple[str, bool]  # a piece of the text, and whether it is one of the words


def search_text(asked: Mapping[str, str]) -> str:
    """What an address asks to search for, as it was typed: at most LONGEST characters."""
    return clean(asked.get("q", "")).replace("\x00", "").strip()[:LONGEST]


def words_of(query: str) -> tuple[str, ...]:
    """What is searched for: the words of the query, folded; every one of them must be found."""
    return tuple(folded(query).split()[:MOST_WORDS])


def marked(text: str, words: Sequence[str]) -> tuple[Part, ...]:
    """The whole text in pieces."""
    parts: list[Part] = []
    last = 0
    for start, end in spans(text, words):
        parts += [(text[last:start], False)] if start > last else []
        parts.append((text[start:end], True))
        last = end
    return (*parts, (text[last:], False)) if last < len(text) else tuple(parts)


def excerpt(text: str, words: Sequence[str], around: int = 40) -> tuple[Part, ...]:
    """The text around the first word found, `around` characters to each side; its beginning when there is none."""
    text = " ".join(text.split())
    places = spans(text, words)
    start = max(0, places[0][0] - around) if places else 0
    end = (places[0][1] if places else around) + around
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return marked(f"{before}{text[start:end]}{after}", words)


def spans(text: str, words: Sequence[str]) -> list[tuple[int, int]]:
    """Start and end of every place where a word stands, in order, without overlap."""
    plain, places = _folded_with_places(text)
    matches: list[tuple[int, int]] = []
    for word in filter(None, words):
        at = plain.find(word)
        while at >= 0:
            matches.append((places[at], places[at + len(word) - 1] + 1))
            at = plain.find(word, at + len(word))
    return _joined(sorted(matches))


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """Folding may make one character several ("㈱" becomes "(株)"): each remembers where it came from."""
    plain, places = "", []
    for place, character in enumerate(text):
        piece = unicodedata.normalize("NFKC", character).casefold()
        plain += piece
        places += [place] * len(piece)
    return plain, places


def _joined(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for start, end in places:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined
