"""Walking the portal as a browser does: every page that a link leads to, and every form on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

MOST_PAGES = 600


@dataclass(frozen=True)
class Form:
    action: str
    method: str
    fields: tuple[tuple[str, str], ...]
    page: str


@dataclass
class Reader(HTMLParser):
    page: str
    links: set[str] = field(default_factory=set)
    forms: list[Form] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self.current: tuple[str, str] | None = None
        self.fields: list[tuple[str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {key: value or "" for key, value in attrs}
        # What a form asks for needs the fields of the form.
        asked = ("href",) if tag == "form" else ("href", "hx-get")
        self.links |= {found[key] for key in asked if found.get(key, "").startswith("/")}
        if tag == "form":
            self.current, self.fields = (found.get("action", ""), found.get("method", "get").lower()), []
        elif self.current and tag in ("input", "select", "textarea", "button") and found.get("name"):
            self.fields.append((found["name"], found.get("value", "")))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self.current:
            self.forms.append(Form(self.current[0], self.current[1], tuple(self.fields), self.page))
            self.current = None


def shape(path: str) -> str:
    """Pages of the same kind: digits are left out, and the order of a query does not matter."""
    parts = urlsplit(path)
    plain = "/".join("#" if part.isdigit() else part for part in parts.path.split("/"))
    return plain + "?" + "&".join(sorted({item.split("=")[0] for item in parts.query.split("&")}))


def pages(browser: Any, start: str = "/") -> Iterator[tuple[str, Any, Reader]]:
    """Each page once per shape, with what it answered and what stands on it."""
    waiting, seen = [start], {shape(start)}
    for _number in range(MOST_PAGES):
        if not waiting:
            return
        path = waiting.pop(0)
        answer = browser.get(path)
        reader = Reader(path)
        if answer.content_type.startswith("text/html"):
            reader.feed(answer.text)
        yield path, answer, reader
        for link in sorted(reader.links):
            if not link.startswith(("/assets", "/undo")) and shape(link) not in seen:
                seen.add(shape(link))
                waiting.append(link.split("#")[0])
    raise AssertionError("the portal has more kinds of page than the crawl walks: raise the limit")
