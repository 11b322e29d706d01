"""A create form submitted twice makes one thing: the second submit is led to the first one's result."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from flask import request
from peewee import IntegrityError

from portal.core.models.change import change
from portal.core.models.undo import Submission
from portal.web.clock import now, stamp
from portal.web.local_url import local


def new_key() -> str:
    return secrets.token_urlsafe(16)


def earlier() -> str | None:
    """Where the first submit of this form led; None when this is the first."""
    key = request.form.get("key", "")[:64]
    first = Submission.get_or_none(Submission.key == key) if key else None
    return str(first.location) if first else None


def once(create: Callable[[], str]) -> str:
    """Run `create` (which answers an address) in one transaction with the form's one-time `key`. A form that was opened
    beside a page leads `back` to it."""
    return local(request.form.get("back"), created(create))


def created(create: Callable[[], str]) -> str:
    key = request.form.get("key", "")[:64]
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
