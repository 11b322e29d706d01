"""What every answer carries, and which requests are turned away before a view sees them.

Pages leave compressed: a list is a fifth of itself then. What stays the same in many compressed answers while something
beside it changes can be guessed from their sizes (BREACH). So the form token looks different in each, and what another
site asks for is not compressed.
"""

from __future__ import annotations

import gzip
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from itertools import cycle
from typing import Any

from flask import Flask, Response, abort, current_app, g, make_response, request
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf import CSRFProtect
from werkzeug.datastructures import Headers

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "font-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
ALIVE = "/healthz"
SAFE = {"GET", "HEAD", "OPTIONS"}
PAD = 16  # bytes of a mask
LEAST = 1024  # bytes: what is smaller leaves in one packet as it is
LEVEL = 6  # half a millisecond for a list, a hundredth of what making it takes; 1 saves half of that and adds a tenth


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


def pack(response: Response) -> Response:
    """Only pages and parts of them: a file is sent as it was kept, an export while it is being written."""
    if response.mimetype != "text/html" or response.is_streamed or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    body = response.get_data()
    if len(body) >= LEAST and "Content-Encoding" not in response.headers and asked():
        response.set_data(gzip.compress(body, LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def asked() -> bool:
    """Whether the browser unpacks it, and did not ask because another site made it.

    Whoever can make it ask again and again with words of his own reads secrets off the sizes of compressed answers.
    """
    own = request.headers.get("Sec-Fetch-Site", "none") in ("same-origin", "none")
    return own and request.accept_encodings.quality("gzip") > 0


class MaskedTokens(CSRFProtect):
    """Reads what `mask` wrote; a token that came without its mask is none."""

    def _get_csrf_token(self) -> str | None:
        sent = super()._get_csrf_token()
        return sent and unmasked(sent)


def masked(token: str) -> str:
    pad = secrets.token_bytes(PAD)
    return urlsafe_b64encode(pad + _crossed(token.encode(), pad)).decode()


def unmasked(sent: str) -> str:
    """Empty where it cannot be a masked token."""
    try:
        whole = urlsafe_b64decode(sent.encode("ascii"))
        return _crossed(whole[PAD:], whole[:PAD]).decode("ascii")
    except ValueError:
        return ""


def mask(response: Response) -> Response:
    """One mask for the whole answer, wherever in it the token stands: forms, and the header htmx sends."""
    if "csrf_token" in g and response.mimetype == "text/html":
        response.set_data(response.get_data().replace(g.csrf_token.encode(), masked(g.csrf_token).encode()))
    return response


def _crossed(text: bytes, pad: bytes) -> bytes:
    return bytes(letter ^ key for letter, key in zip(text, cycle(pad), strict=False))


def init_app(app: Flask) -> None:
    app.before_request(by_https)
    app.before_request(same_site)
    app.after_request(pack)  # what is done to an answer goes the other way round
    app.after_request(mask)
    app.after_request(add)
