"""The guide for who changes the portal says where things are, and they are there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.routing import RequestRedirect

ROOT = Path(__file__).parent.parent.parent
GUIDE = (ROOT / "docs" / "how-to.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| `(/\S*)` \| `(\w+)/` \| `([\w/.]+)`, then `([\w/.]+)` \|$", GUIDE, re.MULTILINE)


def test_eleven_addresses_are_told():
    assert len(ROWS) == 11


@pytest.mark.parametrize(("address", "room", "view", "made_in"), ROWS)
def test_an_address_is_answered_in_the_folder_the_guide_names(engine_app, address, room, view, made_in):
    module = answering(engine_app, address.partition("?")[0])
    assert module == f"portal.{room}.{view.removesuffix('.py').replace('/', '.')}"
    assert (ROOT / "portal" / room / made_in).exists()
    assert (ROOT / "templates" / room).is_dir()
    assert (ROOT / "tests" / room).is_dir()


def answering(app: Flask, path: str) -> str:
    matcher = app.url_map.bind("portal.test")
    try:
        endpoint, _arguments = matcher.match(path)
    except (MethodNotAllowed, RequestRedirect):
        endpoint, _arguments = matcher.match(path, method="POST")
    return str(app.view_functions[endpoint].__module__)


@pytest.mark.parametrize("named", sorted(set(re.findall(r"`((?:portal|templates|tests)/[\w/.-]+\.\w+)`", GUIDE))))
def test_a_file_the_guide_names_is_there(named):
    assert (ROOT / named).exists()
