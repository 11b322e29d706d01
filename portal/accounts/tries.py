"""Tries to sign in: from which budget each is taken, who sees them, who clears them.

A browser in which somebody signed in before has a budget of its own: whoever guesses elsewhere only slows down browsers
that the person never used.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from flask import current_app, request
from itsdangerous import BadSignature, URLSafeSerializer
from peewee import fn

from portal.accounts import throttle
from portal.core.models.change import change
from portal.core.models.record import Stamp, rows
from portal.core.models.users import Attempt, User
from portal.web.cookies import cookie, put_cookie

COOKIE, LIFETIME = "device", timedelta(days=400)  # as long as browsers keep any
MOST_PEOPLE = 5  # of one browser
DAY = throttle.span(timedelta(days=1))


class WrongTries(NamedTuple):
    number: int
    places: int  # addresses, and browsers the person knows


def budgets(name: str, user: User | None) -> dict[str, str]:
    """What a try is counted under, by kind."""
    if user is not None and (known := people_of_browser().get(user.id)):
        return {"device": f"{user.id} {known}"}
    address = request.remote_addr or ""
    return {"address": address, "account": f"{name}|{address}", "crowd": name}


def take(counted: dict[str, str], at: datetime) -> int | None:
    """Count one try; the seconds to wait when it may not go on."""
    waits = (throttle.take(kind, name, at) for kind, name in counted.items())
    return next((wait for wait in waits if wait), None)


def left(counted: dict[str, str], at: datetime) -> int:
    return min(throttle.left(kind, name, at) for kind, name in counted.items() if kind != "address")


def forgive(counted: dict[str, str]) -> None:
    """A right password clears what was counted but for the address."""
    for kind, name in counted.items():
        if kind != "address":
            throttle.forgive(name, kind)


def remember(user: User, response: Any) -> Any:
    """From now on this browser is one of the person's."""
    people = people_of_browser()
    mark = people.pop(user.id, "") or secrets.token_hex(8)
    newest = [[user.id, mark], *([key, value] for key, value in people.items())]
    return put_cookie(response, COOKIE, signer().dumps(newest[:MOST_PEOPLE]), LIFETIME)


def people_of_browser() -> dict[int, str]:
    """Who signed in here before: account -> the mark of this browser."""
    try:
        return dict(signer().loads(cookie(COOKIE) or ""))
    except BadSignature:
        return {}


def signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="known browser")


def of_person(user: User) -> Any:
    account, device = throttle.keyed("account", f"{user.username}|"), throttle.keyed("device", f"{user.id} ")
    return Attempt.key.startswith(account) | Attempt.key.startswith(f"{device} ")


def wrong_tries(user: User, at: datetime) -> WrongTries:
    """Of the last day, since the last right password."""
    counted = Attempt.select(fn.SUM(Attempt.count), fn.COUNT(Attempt.key.distinct()))
    counted = counted.where(of_person(user), Attempt.window.startswith(DAY), Attempt.expires_at >= at)
    [(number, places)] = rows(counted)
    return WrongTries(int(number or 0), int(places))


def clear(user: User, stamp: Stamp) -> None:
    """Begin anew: whoever was slowed down signs in at once."""
    with change(stamp) as log:
        Attempt.delete().where(of_person(user) | (Attempt.key == throttle.keyed("crowd", user.username))).execute()
        log("user.forgive", user)
