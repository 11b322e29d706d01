"""The weight of the face, and how it is served."""

from __future__ import annotations

import gzip
import hashlib
import re

import pytest
from flask import Flask

from portal.web import assets

KB = 1024
KINDS = ("css", "js", "board", "parts", "icons", "favicon")
HEAVIEST_PAGE = 9 * KB


def weight(text: str) -> int:
    return len(gzip.compress(text.encode("utf-8"), mtime=0))


def small(folder) -> Flask:
    app = Flask("small", static_folder=None)
    app.config.update(CACHE_DIR=folder, SERVER_NAME="portal.test")
    assets.init_app(app)
    return app


@pytest.fixture
def app(tmp_path):
    return small(tmp_path)


@pytest.fixture
def address(app):
    with app.app_context():
        return {kind: assets.asset_url(kind).removeprefix("http://portal.test") for kind in KINDS}


def test_our_own_style_sheets_weigh_at_most_ten_kilobytes():
    assert weight(assets.own_styles()) <= 10 * KB


def test_our_own_script_weighs_at_most_one_kilobyte_on_its_way():
    assert weight((assets.STATIC / "js" / "app.js").read_text("utf-8")) <= KB


@pytest.mark.parametrize("name", ["board", "parts"])
def test_the_script_of_one_page_weighs_at_most_half_a_kilobyte_on_its_way(name):
    """It is asked for by the board alone, by the page of a supplier alone."""
    assert weight((assets.STATIC / "js" / f"{name}.js").read_text("utf-8")) <= KB / 2


def test_a_first_visit_weighs_at_most_forty_five_kilobytes():
    drawings = [(assets.STATIC / name).read_text("utf-8") for name in ("icons.svg", "favicon.svg")]
    assert sum(map(weight, [assets.styles(), assets.scripts(), *drawings])) + HEAVIEST_PAGE <= 45 * KB


def test_no_style_sheet_reaches_out():
    css = assets.styles()
    assert "@import" not in css
    assert not re.search(r"url\(\s*[\"']?(?:https?:)?//", css)


def test_any_rule_of_ours_wins_over_pico_by_order():
    assert assets.styles().startswith("@layer base,tokens,parts,layout,utils,print;@layer base{")
    outside = re.sub(r"@layer [\w,]+;", "", assets.own_styles()).split("@layer ")[0]
    assert outside == ""


def test_braces_of_the_joined_style_sheet_balance():
    css = re.sub(r'"[^"]*"', "", assets.own_styles())
    assert css.count("{") == css.count("}")


@pytest.mark.parametrize("kind", KINDS)
def test_an_asset_is_kept_for_ever_and_comes_compressed(app, address, kind):
    with app.test_client().get(address[kind], headers={"Accept-Encoding": "br, gzip"}) as answer:
        assert answer.status_code == 200
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in answer.headers["Vary"]
        packed = answer.data
    with app.test_client().get(address[kind], headers={"Accept-Encoding": "gzip;q=0"}) as plain:
        assert "Content-Encoding" not in plain.headers
        assert gzip.decompress(packed) == plain.data


@pytest.mark.parametrize("kind", KINDS)
def test_an_asset_is_named_by_its_content(app, address, kind):
    with app.test_client().get(address[kind], headers={"Accept-Encoding": "identity"}) as answer:
        assert hashlib.sha256(answer.data).hexdigest()[:12] in address[kind]


def test_a_page_from_before_an_update_still_finds_its_style_sheet(app, tmp_path):
    (tmp_path / "assets" / "portal-0123456789ab.css").write_text("p{}")
    with app.test_client().get("/assets/portal-0123456789ab.css", headers={"Accept-Encoding": "identity"}) as old:
        assert (old.status_code, old.data) == (200, b"p{}")


def test_a_second_start_writes_nothing(app, tmp_path):
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()}
    small(tmp_path)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("name", ["nothing.css", "../secret_key", "..%2Fsecret_key", ".hidden"])
def test_nothing_else_of_the_instance_is_served(app, tmp_path, name):
    (tmp_path / "secret_key").write_text("x")
    with app.test_client().get(f"/assets/{name}") as answer:
        assert answer.status_code == 404


def test_what_others_wrote_comes_with_its_licence():
    for folder in (assets.STATIC / "vendor").iterdir():
        assert list(folder.glob("LICENSE*")), folder.name
