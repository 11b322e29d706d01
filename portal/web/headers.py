"""What every answer carries, and which requests are turned away before a view sees them."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, abort, current_app, make_response, request
from flask_babel import gettext as _
from flask_login import current_user
from werkzeug.datastructures import Headers

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
ALIVE = "/healthz"
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


def by_https() -> Any:
    """Where browsers come by https nothing is read or told over plain http, but that the portal is alive."""
    if not current_app.config["HTTPS"] or request.is_secure or request.path == ALIVE:
        return None
    text = _("This portal is answered by https only. Open its address with https:// at the beginning.")
    note = _(
        "Whoever runs it behind a proxy: PORTAL_PROXY_HOPS says how many there are, and they send X-Forwarded-Proto."
    )
    return make_response(f"{text}\n{note}\n", 403, {"Content-Type": "text/plain; charset=utf-8"})


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
    app.before_request(by_https)
    app.before_request(same_site)
    app.after_request(add)
