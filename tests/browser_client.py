"""A test client that behaves like a browser: it carries the form token, and looks at every page and at every write."""

from __future__ import annotations

import gzip
import re
from typing import Any

from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from portal.core.models.record import db
from portal.web.form_tokens import masked
from tests.watching import faults, watching

PACKED = {"Accept-Encoding": "gzip"}  # as every browser asks; left out where a test only reads
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
SHAPES = {"path", "circle", "rect", "line", "use", "polyline", "polygon", "ellipse"}
VALUES = r"""[^"'>]*(?:(?:"[^"]*"|'[^']*')[^"'>]*)*"""
TAG = re.compile(rf"<(?:!--.*?--|![^>]*|(/?)([a-z][\w-]*)({VALUES}))>", re.IGNORECASE | re.DOTALL)
ATTRIBUTE = re.compile(r"""([^\s"'=/]+)(?:\s*=\s*("[^"]*"|'[^']*'|[^\s"']+))?""")
TELLING = re.compile(r"""[\s"'](?:id|style|on\w+|hx-on[\w:-]*)\s*=""", re.IGNORECASE)  # attributes that are looked at


class Inspector:
    """True of every page: balanced tags, no id twice, every form has an action, no inline style or script.

    By patterns: a tenth of the work of `html.parser`, and every page of every test is looked at.
    """

    def __init__(self, html: str) -> None:
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.faults: list[str] = []
        self.headings = 0
        for end, tag, rest in TAG.findall(html):
            if tag and end:
                self.close(tag)
            elif tag:
                self.begin(tag, rest)
        if self.open:
            self.faults.append(f"never closed: {self.open}")

    def begin(self, tag: str, rest: str) -> None:
        if tag not in VOID and not (tag in SHAPES and rest.endswith("/")):
            self.open.append(tag)
        if tag in ("form", "script") or TELLING.search(rest):
            self.look_at_attributes(tag, {name.lower(): value.strip("\"'") for name, value in ATTRIBUTE.findall(rest)})
        self.headings += tag == "h1"

    def look_at_attributes(self, tag: str, attributes: dict[str, str]) -> None:
        if (name := attributes.get("id")) is not None:
            if name in self.ids:
                self.faults.append(f"id {name!r} twice")
            self.ids.add(name)
        if tag == "form" and "action" not in attributes:
            self.faults.append("a form without action")
        if tag == "script" and "src" not in attributes:
            self.faults.append("inline script")
        self.faults += [f"inline {key}" for key in attributes if key == "style" or key.startswith(("on", "hx-on"))]

    def close(self, tag: str) -> None:
        if tag not in VOID and (not self.open or self.open.pop() != tag):
            self.faults.append(f"</{tag}> closes nothing")


class Browser(FlaskClient):
    """`post` sends the token of the last page by itself; `bare=True` sends the request as it is."""

    token: str | None = None

    def open(self, *args: Any, bare: bool = False, **kwargs: Any) -> TestResponse:
        if kwargs.get("method", "GET") == "POST" and not bare:
            headers = dict(kwargs.pop("headers", None) or {})
            headers.setdefault("X-CSRFToken", self.token or self.fetch_token())
            kwargs["headers"] = headers
        response = super().open(*args, **kwargs)
        if response.request.path in ("/login", "/logout") and response.status_code == 303:
            self.token = None  # signing in or out begins a new form session
        self.look_at(response)
        return response

    def run_wsgi_app(self, environ: Any, buffered: bool = False) -> Any:
        """Each request, also one that a redirect leads to: what it writes is told in the audit trail."""
        with watching(db.obj) as request:
            answer = super().run_wsgi_app(environ, buffered)
        method, status = environ["REQUEST_METHOD"], int(answer[1].split()[0])
        assert not (wrong := faults(method, status, request.writes)), f"{method} {environ['PATH_INFO']}: {wrong}"
        return answer

    def fetch_token(self) -> str:
        """As the page a person came from carried it; that page is not asked for, which would double the requests."""
        with self.session_transaction() as kept:
            secret = kept.setdefault("csrf_token", "0" * 40)
        signer = URLSafeTimedSerializer(self.application.secret_key or "", salt="wtf-csrf-token")
        self.token = masked(str(signer.dumps(secret)))
        return self.token

    def look_at(self, response: TestResponse) -> None:
        if 300 <= response.status_code < 400 or not response.content_type.startswith("text/html"):
            return
        text = read(response)
        page = Inspector(text)
        assert not page.faults, f"{response.request.path}: {page.faults}"
        if "<html" in text:
            assert page.headings == 1, f"{response.request.path}: {page.headings} h1"

    def become(self, person: Any, language: str = "en", domain: str = "portal.test") -> None:
        """Sign in without the form: a session row, its token in the cookie."""
        from datetime import UTC, datetime

        from portal.core.models.users import Session

        token = Session.begin(person, datetime.now(UTC), False, "127.0.0.1", "test")
        self.set_cookie("portal", token, domain=domain)
        self.set_cookie("language", language, domain=domain)

    def htmx(self, url: str, **kwargs: Any) -> TestResponse:
        """A request as htmx 4 sends it."""
        headers = {"HX-Request": "true", "HX-Request-Type": "partial", **(kwargs.pop("headers", None) or {})}
        method = kwargs.pop("method", "POST" if "data" in kwargs else "GET")
        return self.open(url, method=method, headers=headers, **kwargs)


def undo_link(page: TestResponse) -> str:
    """The way a page offers to take back what was just done."""
    return "/undo/" + page.text.split('action="/undo/')[1].split('"')[0]


def read(page: TestResponse) -> str:
    """What a browser shows of an answer, also where it came compressed."""
    packed = page.headers.get("Content-Encoding") == "gzip"
    return gzip.decompress(page.data).decode() if packed else page.text


def arrived(browser: Any, url: str) -> int:
    """The bytes of a page as it comes over the wire."""
    with browser.get(url, headers=PACKED) as page:
        assert page.status_code == 200, url
        return len(page.data)


def tokens(page: str) -> set[str]:
    """The form tokens a page carries: all of one answer are alike, and those of two answers differ."""
    return set(re.findall(r'(?:name="csrf_token"[^>]*? value="|X-CSRFToken":")([^"]+)', page))


def without_tokens(page: str) -> str:
    for token in tokens(page):
        page = page.replace(token, "")
    return page
