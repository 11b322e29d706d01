"""What people type is never lost: no form of the portal, whichever way it could not be taken."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from wtforms import PasswordField

from portal.accounts.sessions import IDLE
from portal.core.forms.reopening import SECRETS
from portal.core.models.record import db
from portal.core.models.users import Session
from portal.web.clock import now
from portal.web.field_labels import all_forms
from tests.browser_client import read
from tests.house.crawl import Form, Reader, Shapes
from tests.house.every_route import House

BUTTONS = ("more", "whole")  # that ask for more of the form, not pressed here
HERE = {"Origin": "http://portal.test"}


def forms_of(house: House) -> Iterator[Form]:
    """Each kind of form with something to type, as lin's pages show it."""
    shapes, known = Shapes(house.app), set()
    for route in house.routes:
        if route.method != "GET" or "admin" not in route.roles:
            continue
        answer = house.ask("lin", route)
        if not answer.content_type.startswith("text/html"):
            continue
        reader = Reader(route.path)
        reader.feed(read(answer))
        for form in reader.forms:
            shape = shapes.of_form(form)
            typed = any(field.typed and field.name not in SECRETS for field in form.fields)
            if form.method == "post" and typed and shape not in known:
                known.add(shape)
                yield form


def filled(form: Form) -> tuple[dict[str, Any], list[str]]:
    words, values = [], {}
    for number, field in enumerate(form.fields):
        if field.typed and field.name not in SECRETS:
            words.append(f"kept-{number}-words")
            values[field.name] = words[-1]
        elif field.value is not None and field.name not in ("csrf_token", *BUTTONS):
            values.setdefault(field.name, field.value)
    return values, [word for word in words if word in values.values()]


@pytest.fixture(scope="module")
def forms(house: House) -> list[Form]:
    return list(forms_of(house))


def lost(page: str, words: list[str]) -> list[str]:
    """What is not in the page; a button that a script would hide is lost too."""
    return [word for word in words if word not in page] + ["<noscript>"] * page.count("<noscript>")


def test_a_form_whose_token_is_too_old_comes_back_with_everything_typed(house: House, forms: list[Form]) -> None:
    faults = []
    for form in forms:
        values, words = filled(form)
        with db.atomic() as scratch:
            browser = house.visitor("lin")
            answer = browser.post(form.action, data=values, headers={**HERE, "X-CSRFToken": "old"}, bare=True)
            scratch.rollback()
        if answer.status_code != 400 or lost(read(answer), words):
            faults.append((form.action, answer.status_code, lost(read(answer), words)))
    assert len(forms) > 50
    assert faults == []


def test_a_form_whose_session_ended_is_there_after_signing_in_with_everything_typed(
    house: House, forms: list[Form]
) -> None:
    faults = []
    for form in forms:
        values, words = filled(form)
        with db.atomic() as scratch:
            browser = house.visitor("lin")
            Session.update(seen_at=now() - IDLE * 2).where(Session.user == house.cast.lin).execute()
            turned = browser.post(form.action, data=values)
            browser.become(house.cast.lin)
            kept = parse_qs(urlsplit(turned.location or "").query).get("next", ["/none"])[0]
            answer = browser.get(kept)
            scratch.rollback()
        if answer.status_code != 200 or lost(read(answer), words):
            faults.append((form.action, turned.location, answer.status_code, lost(read(answer), words)))
    assert faults == []


def test_no_password_field_has_a_name_under_which_it_would_be_kept() -> None:
    secret = {
        name
        for form in all_forms()
        for name in dir(form)
        if issubclass(getattr(getattr(form, name), "field_class", object), PasswordField)
    }
    assert secret and secret <= SECRETS
