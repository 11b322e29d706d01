"""The form token, under a mask that is drawn for each answer: in no two compressed answers does it look alike."""

from __future__ import annotations

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from itertools import cycle

from flask import Flask, Response, g
from flask_wtf import CSRFProtect

PAD = 16  # bytes of a mask


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
    MaskedTokens(app)
    app.after_request(mask)
