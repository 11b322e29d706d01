"""Style sheets, scripts and icons: joined, named by their content and compressed once at start.

A page asks for at most four of them (css, js, icons, favicon), the board, a supplier's page and a page made for a
meeting for one more, a basket for two, and a browser keeps each for a year because a changed file gets another name.
"""

import gzip
import hashlib
import os
import re
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, g, request, send_from_directory, url_for

from portal.web.access import permission

HERE = Path(__file__).resolve().parent.parent
STATIC = next(root for root in (HERE, HERE.parent) if (root / "static").is_dir()) / "static"
PICO = STATIC / "vendor" / "pico-2.1.1" / "pico.min.css"
HTMX = STATIC / "vendor" / "htmx-4.0.1"
LAYERS = "@layer base,tokens,parts,layout,utils,print;"
YEAR = 365 * 24 * 3600  # seconds

bp = Blueprint("assets", __name__)


def init_app(app: Flask) -> None:
    folder = app.config["CACHE_DIR"] / "assets"
    folder.mkdir(parents=True, exist_ok=True)
    app.extensions["assets"] = {
        "css": _publish(folder, "portal", ".css", styles()),
        "paper": _publish(folder, "paper", ".css", _tight((STATIC / "css" / "paper.css").read_text("utf-8"))),
        "js": _publish(folder, "portal", ".js", scripts()),
        "board": _publish(folder, "board", ".js", (STATIC / "js" / "board.js").read_text("utf-8")),
        "parts": _publish(folder, "parts", ".js", (STATIC / "js" / "parts.js").read_text("utf-8")),
        "basket": _publish(folder, "basket", ".css", _tight((STATIC / "css" / "basket.css").read_text("utf-8"))),
        "icons": _publish(folder, "icons", ".svg", (STATIC / "icons.svg").read_text("utf-8")),
        "favicon": _publish(folder, "favicon", ".svg", (STATIC / "favicon.svg").read_text("utf-8")),
    }
    app.register_blueprint(bp)
    app.jinja_env.globals["asset_url"] = asset_url


def asset_url(kind: str) -> str:
    """The address of css, paper, basket, js, board, parts, icons or favicon; it changes when the content does.

    It is kept while a request lasts: a list shows some sixty icons.
    """
    kept: dict[str, str] = g.setdefault("asset_urls", {})
    if kind not in kept:
        kept[kind] = url_for("assets.file", name=current_app.extensions["assets"][kind])
    return kept[kind]


@bp.get("/assets/<name>")
@permission("public")
def file(name: str) -> Response:
    packed = request.accept_encodings.quality("gzip") > 0
    response = send_from_directory(
        current_app.config["CACHE_DIR"] / "assets",
        f"{name}.gz" if packed else name,
        mimetype=_mimetype(name),
        max_age=YEAR,
    )
    response.cache_control.public = True
    response.cache_control.immutable = True
    response.vary.add("Accept-Encoding")
    if packed:
        response.headers["Content-Encoding"] = "gzip"
    return response


def styles() -> str:
    """One style sheet: Pico in the lowest cascade layer, then ours in the order of LAYERS."""
    pico = PICO.read_text("utf-8").removeprefix('@charset "UTF-8";')
    return f"{LAYERS}@layer base{{{pico}}}{own_styles()}"


def own_styles() -> str:
    css = STATIC / "css"
    names = [css / "tokens.css", css / "base.css", *sorted((css / "components").glob("*.css"))]
    names += [css / "layout.css", css / "utils.css", css / "print.css"]
    return "".join(_tight(name.read_text("utf-8")) for name in names)


def scripts() -> str:
    files = (HTMX / "htmx.min.js", HTMX / "hx-ptag.min.js", STATIC / "js" / "app.js")
    return ";\n".join(name.read_text("utf-8") for name in files)


def _tight(css: str) -> str:
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"\s*([{};,])\s*", r"\1", css)
    return re.sub(r"\s+", " ", css).replace(";}", "}").strip()


def _publish(folder: Path, stem: str, suffix: str, text: str) -> str:
    body = text.encode("utf-8")
    name = f"{stem}-{hashlib.sha256(body).hexdigest()[:12]}{suffix}"
    _write_once(folder / name, body)
    _write_once(folder / f"{name}.gz", gzip.compress(body, mtime=0))
    return name


def _write_once(path: Path, body: bytes) -> None:
    if path.exists():
        return
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    draft.write_bytes(body)
    draft.replace(path)


def _mimetype(name: str) -> str:
    kinds = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
    return kinds.get(Path(name).suffix, "application/octet-stream")
