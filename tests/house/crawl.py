"""Walking the portal as a browser does: each kind of page that a link leads to, and the forms on it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html.parser import HTMLParser
from itertools import combinations_with_replacement
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

from flask import Flask
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

from portal import content
from tests.browser_client import PACKED, read

# Parts of an address that choose another page, not another row of the same one.
CHOICES = ("step", "stage", "kind", "language")
UNTYPED = ("hidden", "radio", "checkbox", "submit", "button", "image", "reset", "file")
CODE = re.compile(r"\b[A-Z]{1,3}[0-9]{1,4}\b|[0-9]+")
TOKEN = "csrf_token"
NOT_WALKED = "/assets"  # what a page loads is held by test_assets.py


@dataclass
class Field:
    """A control: what a browser sends of it when nobody touched it, and whether any text can be typed."""

    name: str
    value: str | None  # None: nothing is sent
    typed: bool


@dataclass(frozen=True)
class Form:
    action: str
    method: str
    fields: tuple[Field, ...]
    page: str

    def untouched(self) -> MultiDict[str, str]:
        """What is sent, but for the token: each visit has its own."""
        sent = [(field.name, field.value) for field in self.fields if field.value is not None]
        return MultiDict((name, value) for name, value in sent if name != TOKEN)


@dataclass(frozen=True)
class Shape:
    method: str
    route: str
    chosen: tuple[str, ...] = ()
    asked: frozenset[str] = frozenset()

    @property
    def traits(self) -> set[tuple[str, ...]]:
        """What a page must be the first to have: its route with a choice, or a question asked beside another.

        Pairs of questions, because all their combinations double with each filter that a list is given.
        """
        pairs = combinations_with_replacement(sorted(self.asked), 2)
        return {(self.route, *self.chosen)} | {(self.route, "?", *pair) for pair in pairs}


@dataclass(frozen=True)
class Page:
    address: str
    shape: Shape
    status: int
    whole: bool  # a page as it stands in a browser, not a part of one or a file
    weight: int  # bytes of HTML as they arrived; 0 for a file
    forms: tuple[Form, ...]
    lists: tuple[tuple[str, int], ...] = ()  # each list to choose from: its name, and how many it offers


class Reader(HTMLParser):
    """The links of a page and its forms; a button that leads elsewhere makes a form of its own."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.page = page
        self.links: set[str] = set()
        self.forms: list[Form] = []
        self.form: dict[str, str] | None = None
        self.fields: list[Field] = []
        self.actions: list[str] = []
        self.completes = False  # between the tags of a datalist
        self.lists: list[tuple[str, int]] = []
        self.open: tuple[str, Field] | None = None  # a choice or a text whose value stands between its tags

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        # What a form asks for by itself needs the fields of the form.
        for key in ("href",) if tag == "form" else ("href", "hx-get"):
            if key in attributes:
                self.links.add(urljoin(self.page, attributes[key]).split("#")[0])
        self.completes = self.completes or tag == "datalist"
        if tag == "select":
            self.lists.append((attributes.get("name", ""), 0))
        elif tag == "option" and attributes.get("value") and self.lists and not self.completes:
            name, offered = self.lists.pop()
            self.lists.append((name, offered + 1))
        if tag == "form":
            self.form, self.fields, self.actions = attributes, [], [attributes.get("action", "")]
        elif self.form is not None and tag in ("input", "select", "textarea", "button"):
            self.take_control(tag, attributes)
        elif tag == "option" and self.open and (self.open[1].value is None or "selected" in attributes):
            self.open[1].value = attributes.get("value", "")

    def take_control(self, tag: str, attributes: dict[str, str]) -> None:
        if "formaction" in attributes:
            self.actions.append(attributes["formaction"])
        if not attributes.get("name"):
            return
        kind = attributes.get("type", "")
        unset = tag == "select" or (kind in ("radio", "checkbox") and "checked" not in attributes)
        typed = tag == "textarea" or (tag == "input" and kind not in UNTYPED)
        field = Field(attributes["name"], None if unset else attributes.get("value", ""), typed)
        self.fields.append(field)
        if tag in ("select", "textarea"):
            self.open = tag, field

    def handle_data(self, data: str) -> None:
        if self.open and self.open[0] == "textarea":
            self.open[1].value = f"{self.open[1].value}{data}"

    def handle_endtag(self, tag: str) -> None:
        self.completes = self.completes and tag != "datalist"
        if self.open and self.open[0] == tag:
            self.open = None
        if tag == "form" and self.form is not None:
            method = self.form.get("method", "get").lower()
            self.forms += [Form(action, method, tuple(self.fields), self.page) for action in self.actions]
            self.form = None


def untouched(html: str, action: str) -> MultiDict[str, str]:
    """What a browser sends of the form with this action where nobody touched it."""
    reader = Reader(action)
    reader.feed(html)
    return next(form for form in reader.forms if form.action == action and form.method == "post").untouched()


class Shapes:
    """Which addresses and forms are of one kind: the same route, the same choices in it, the same names asked for."""

    def __init__(self, app: Flask) -> None:
        self.routes = app.url_map.bind("portal.test")
        items = [item for checklist in content.checklists().values() for item in checklist.items]
        criteria = [criterion for template in content.sample_templates().values() for criterion in template.criteria]
        # Each kind of item, of test and of limit is a page or a form of its own; each single one is not.
        self.kinds = {
            "code": {item.code: f"{item.type} {item.answer}" for item in items}
            | {one.code: " ".join(measure.unit for measure in one.measures) for one in criteria},
            "key": {key: limit.type.value for key, limit in content.policy().settings.items()},
        }

    def of(self, address: str, method: str = "GET") -> Shape:
        """An address no route knows is a kind of its own, so that each link to nothing is followed."""
        parts = urlsplit(address)
        try:
            rule, values = self.routes.match(parts.path, method, return_rule=True)
        except HTTPException:
            return Shape(method, address)
        chosen = [values[name] for name in CHOICES if name in values]
        chosen += [
            table.get(values[name], values[name])
            for name, table in self.kinds.items()
            if rule.rule.endswith(f"<{name}>")
        ]
        asked = {plain(name) for name, _value in parse_qsl(parts.query, keep_blank_values=True)}
        return Shape(method, rule.rule, tuple(chosen), frozenset(asked))

    def of_form(self, form: Form) -> tuple[Shape, frozenset[str]]:
        return self.of(form.action, form.method.upper()), frozenset(plain(field.name) for field in form.fields)


def plain(name: str) -> str:
    return CODE.sub("#", name)


def walk(get: Callable[..., Any], shapes: Shapes, start: str = "/") -> Iterator[Page]:
    """Each kind of page once, as the first link to it shows it; the kinds there are bound the walk."""
    waiting, known = [start], shapes.of(start).traits
    while waiting:
        address = waiting.pop(0)
        answer = get(address, headers=PACKED)
        reader = Reader(address)
        is_page = answer.content_type.startswith("text/html")
        if is_page:
            reader.feed(read(answer))
        weight = len(answer.data) if is_page else 0
        answer.close()  # a file that is sent stays open until then
        whole = is_page and answer.status_code == 200 and "<html" in read(answer)
        yield Page(
            address, shapes.of(address), answer.status_code, whole, weight, tuple(reader.forms), tuple(reader.lists)
        )
        for link in sorted(reader.links | ({answer.location} if answer.location else set())):
            traits = shapes.of(link).traits
            if link.startswith("/") and not link.startswith(NOT_WALKED) and not traits <= known:
                known |= traits
                waiting.append(link)
