"""A create form submitted twice makes one thing: the second submit is led to the first one's result."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable

from flask import Flask, Response, request
from peewee import IntegrityError

from portal.core.models.change import change
from portal.core.models.undo import Submission
from portal.web import hx
from portal.web.clock import now, stamp
from portal.web.local_url import local

REFUSED = {409, 422}
KEY = re.compile("[A-Za-z0-9_-]{1,64}")


def new_key() -> str:
    return secrets.token_urlsafe(16)


def sent_key() -> str:
    """The one-time key of the form; empty for none, and for what no page of ours writes."""
    key = lone("key")
    return key if KEY.fullmatch(key) else ""


def lone(name: str) -> str:
    """What was sent once under a name; after a request nobody can be told any more that it was sent twice."""
    values = request.form.getlist(name)
    return str(values[0]) if len(values) == 1 else ""


def earlier() -> str | None:
    """Where the first submit of this form led; None when this is the first."""
    key = sent_key()
    first = Submission.get_or_none(Submission.key == key) if key else None
    return str(first.location) if first else None


def answered_first(response: Response) -> Response:
    """A second submit that waited for the first, and was refused for what that one made, is led to it all the same.

    Row and key come in one transaction: who meets the row finds the key.
    """
    if request.method != "POST" or response.status_code not in REFUSED or (first := earlier()) is None:
        return response
    led: Response = hx.see(local(lone("back"), first))
    return led


def once(create: Callable[[], str]) -> str:
    """Run `create` (which answers an address) in one transaction with the form's one-time `key`. A form that was opened
    beside a page leads `back` to it."""
    return local(request.form.get("back"), created(create))


def created(create: Callable[[], str]) -> str:
    key = sent_key()
    if not key:
        return create()
    try:
        with change(stamp()):
            claim = Submission.create(key=key, at=now())
            location = create()
            Submission.update(location=location).where(Submission.id == claim.id).execute()
            return location
    except IntegrityError:
        first = Submission.get_or_none(Submission.key == key)
        if first is None:
            raise
        return str(first.location)


def init_app(app: Flask) -> None:
    app.after_request(answered_first)
