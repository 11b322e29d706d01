"""A real server and a real browser. The portal runs as it ships: no test settings, its own database file."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from werkzeug.serving import make_server

from portal.app import create_app
from portal.config import Config
from portal.core.models.record import db
from portal.core.models.users import Session, User
from tests import databases
from tests.cast import PASSWORD
from tests.e2e.world import World

AXE = Path(__file__).parent.parent / "vendor" / "axe-4.14.1" / "axe.min.js"
# The shell without windows needs about two thirds of the work of a whole browser.
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
CHROMIUM = os.environ.get("PORTAL_CHROMIUM") or next(filter(None, map(shutil.which, BROWSERS)), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 30_000  # ms: a busy machine is not a fault of the product
expect.set_options(timeout=PATIENCE)
# Nothing is pressed before the page's own script listens: a browser presses sooner than a person sees the page.
PATIENT = """
const seen = (how) => document.documentElement.style.visibility = how;
new MutationObserver((_, waiting) => {
  if (!document.documentElement) return;
  waiting.disconnect();
  seen("hidden");
}).observe(document, { childList: true });
addEventListener("load", () => setTimeout(() => seen("")));
"""
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    reason = "BROWSER STORIES NOT TESTED: no Chromium found; install it or set PORTAL_CHROMIUM"
    if not CHROMIUM and os.environ.get("CI") == "true":
        pytest.exit(reason, returncode=1)
    for item in items:
        if "e2e" in item.path.parts and not CHROMIUM:
            item.add_marker(pytest.mark.skip(reason=reason))


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    return {"executable_path": CHROMIUM, "args": FLAGS, "headless": True}


class Live:
    """The running portal, and browsers of its people."""

    def __init__(self, url: str, browser: Browser, world: World) -> None:
        self.url, self.browser, self.world = url, browser, world
        self.contexts: list[BrowserContext] = []

    def open(self, who: str | None, language: str = "en", phone: bool = False, **options: Any) -> Page:
        """A browser of its own, with a session of `who`."""
        size = PHONE if phone else DESK
        locale = {"zh": "zh-CN", "en": "en-GB"}[language]
        context = self.browser.new_context(viewport=size, locale=locale, base_url=self.url, has_touch=phone, **options)
        context.set_default_timeout(PATIENCE)
        context.add_init_script(PATIENT)
        self.contexts.append(context)
        if who:
            token = Session.begin(User.get(User.username == who), datetime.now(UTC), False, "127.0.0.1", "story")
            context.add_cookies([{"name": "portal", "value": token, "url": self.url}])
        return context.new_page()

    def sign_in(self, who: str, language: str, **options: Any) -> Page:
        """The same, but through the sign-in page, as people come in."""
        page = self.open(None, language, **options)
        page.goto("/login")
        page.fill("#username", who)
        page.fill("#password", PASSWORD)
        page.click("form.card button")
        page.wait_for_url(lambda url: "/login" not in url)
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Any, World]]:
    """A portal of its own for the stories of one file: what they write and delete meets no other file."""
    folder = tmp_path_factory.mktemp("live")
    with databases.crowded("sqlite", folder) as (_url, database, world):
        app = create_app(Config.from_env({"PORTAL_INSTANCE": str(folder)}))
        server = make_server("127.0.0.1", 0, app, threaded=True)
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", database, world
        server.shutdown()
        thread.join()


@pytest.fixture
def live(served: tuple[str, Any, World], browser: Browser) -> Iterator[Live]:
    url, database, world = served
    db.initialize(database)
    User.update(language=None).execute()  # as `open` asks, whatever an earlier story chose
    open_portal = Live(url, browser, world)
    yield open_portal
    open_portal.close()


@pytest.fixture(scope="session")
def axe() -> Callable[..., list[str]]:
    """Every violation of WCAG 2.0-2.2 A and AA on a page, or of the rules named, one line each."""
    script = AXE.read_text(encoding="utf-8")
    levels = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}

    def check(page: Page, rules: tuple[str, ...] = ()) -> list[str]:
        page.evaluate(script)
        only = {"type": "rule", "values": list(rules)} if rules else levels
        found = page.evaluate("only => axe.run({runOnly: only, resultTypes: ['violations']})", only)
        return [
            f"{rule['id']}: {node['target']} {node['html'][:120]}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    return check
