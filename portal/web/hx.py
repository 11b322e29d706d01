"""What htmx 4 adds to a request and an answer.

htmx-flask tells a fragment request; the rest of it was written for an older htmx.
"""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, make_response, redirect, request
from htmx_flask import Htmx


def wanted() -> bool:
    """Does the page ask for a fragment?"""
    return bool(request.htmx)  # type: ignore[attr-defined]


def see(url: str) -> Any:
    """After a write: a plain form goes to the page, htmx is told to."""
    if wanted():
        answer = make_response("", 200)
        answer.headers["HX-Redirect"] = url
        return answer
    return redirect(url, 303)


def unchanged(tag: str) -> bool:
    """The page already shows this state (hx-ptag): answer 304."""
    return request.headers.get("HX-PTag") == tag


def tagged(body: str, tag: str) -> Response:
    answer = make_response(body)
    answer.headers["HX-PTag"] = tag
    return answer


def init_app(app: Flask) -> None:
    Htmx(app)
