"""What every answer carries, and which requests are turned away before a view sees them."""

from __future__ import annotations

from flask import Flask, Response, abort, current_app, request
from flask_login import current_user
from werkzeug.datastructures import Headers

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
SAFE = {"GET", "HEAD", "OPTIONS"}


def same_site() -> None:
    """A write comes from our own pages: by Sec-Fetch-Site where the browser sends it, else by Origin.

    With neither (an old browser over plain http, or the form of a page that sends no referrer) the form token decides.
    """
    if request.method in SAFE:
        return
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        if site not in ("same-origin", "none"):
            abort(403)
    elif (origin := request.headers.get("Origin", "null")) != "null" and origin.partition("://")[2] != request.host:
        abort(403)


def named() -> None:
    """Every part of a form has a name; what reads the form relies on it."""
    if request.method not in SAFE and (None in request.form or None in request.files):
        abort(400)


def add(response: Response) -> Response:
    headers = response.headers
    if response.status_code != 304:  # that has no content to close, and a page that asks what is new gets it all day
        close(headers)
    if "Cache-Control" not in headers or (
        current_user.is_authenticated and "immutable" not in headers["Cache-Control"]
    ):
        headers["Cache-Control"] = "no-store"
    response.vary.add("HX-Request")
    return response


def close(headers: Headers) -> None:
    """To foreign scripts, frames, readers and guesses."""
    headers.setdefault("Content-Security-Policy", POLICY)
    headers["X-Content-Type-Options"] = "nosniff"
    if "token" in (request.view_args or {}):  # a link that opens something to whoever has it
        headers["Referrer-Policy"], headers["X-Robots-Tag"] = "no-referrer", "noindex, nofollow"
    headers.setdefault("Referrer-Policy", "same-origin")
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()"
    if current_app.config["HTTPS"]:
        headers["Strict-Transport-Security"] = "max-age=31536000"


def init_app(app: Flask) -> None:
    app.before_request(same_site)
    app.before_request(named)
    app.after_request(add)
