"""The only net. Every error says what happened, what to do, and an id that is in the log."""

from __future__ import annotations

import logging
from typing import Any

import peewee
from flask import Flask, current_app, g, make_response, render_template, request, session
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, SecurityError

from portal.core.disk import is_full
from portal.core.forms.posted import OddPart
from portal.core.models.change import Stale
from portal.web import hx, logs
from portal.web.disk import disk
from portal.web.form_again import resent, typed, unsaved


def words(status: int) -> tuple[str, str]:
    match status:
        case 400:
            return _("The request was not understood"), _("Go back, reload the page and try again.")
        case 401:
            return _("You are not signed in"), _("Sign in and try again.")
        case 403:
            return _("You may not do this"), _("Ask an administrator if your role should allow it.")
        case 404:
            return _("There is nothing here"), _(
                "It may have been deleted or moved. Search for it, or go to the home page."
            )
        case 405:
            return _("This address does not take that request"), _("Go back and use the buttons of the page.")
        case 408:
            return _("The request took too long to arrive"), _(
                "Nothing was saved. Check the connection, go back and send it again."
            )
        case 409:
            return _("Somebody else was faster"), _("Reload the page, compare, and save again.")
        case 413:
            return _("The file or text is too large"), _("Send a smaller one.")
        case 415:
            return _("The request was refused"), _("Only forms are read here. Go back and use the buttons of the page.")
        case 429:
            return _("Too many tries"), _("Wait a few minutes and try again.")
        case 503:
            return _("The portal is busy"), _("Nothing was saved. Try again in a moment.")
        case 507:
            return _("The disk is full"), _("Nothing was saved. Pages can still be read. Tell whoever runs the server.")
        case _other if status < 500:
            return _("The request was refused"), _("Go back and try again.")
    return _("Something went wrong on our side"), _(
        "Nothing was saved. Try again; if it happens again, report the id below."
    )


def page(status: int, title: str = "", advice: str = "", **about: Any) -> Any:
    if status == 507:
        g.full_page = True  # its title says what stands above other pages
    heading, hint = words(status)
    about |= {
        "status": status,
        "title": title or heading,
        "advice": advice or hint,
        "error_id": g.get("request_id", ""),
    }
    template = "errors/_toast.html" if hx.wanted() else "errors/page.html"
    return make_response(render_template(template, **about), status)


def http(error: HTTPException) -> Any:
    status = error.code or 500
    if error.response is not None:
        return error.response
    if status == 403:
        logs.write("refused", logging.WARNING, route=request.endpoint, path=logs.masked_path())
    return page(status)


def foreign_host(error: SecurityError) -> Any:
    """A page would need addresses, and none may be built from a host that is not ours."""
    text = _("The portal is not known under this address. Open it by one of the addresses it printed at its start.")
    return make_response(f"{text}\n{g.get('request_id', '')}\n", 400, {"Content-Type": "text/plain; charset=utf-8"})


def csrf(error: CSRFError) -> Any:
    return page(400, _("This page was open too long"), _("Copy what you typed, reload the page and send it again."))


def renewed() -> Any:
    """By a script, which keeps the page with what is typed in it."""
    return page(400, _("This page was open too long"), _("It is renewed, and what you typed is here: save once more."))


def overtaken(_error: Stale) -> Any:
    """Where there is no typed text to keep, it is enough to say so."""
    return page(409)


def odd_part(_error: OddPart) -> Any:
    return page(400)


def too_late() -> Any:
    return page(410, _("It is too late to undo this"), _("Undo lasts 30 seconds. Change it by hand instead."))


def slow_down(seconds: int) -> Any:
    answer = page(429)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def database(error: peewee.OperationalError) -> Any:
    text = str(error).lower()
    logs.log.error("database", exc_info=error)
    if is_full(error):
        return no_room()
    if "locked" in text or "timeout" in text or "deadlock" in text:
        return page(503)
    return page(500)


def file(error: OSError) -> Any:
    if is_full(error):
        logs.log.error("file", exc_info=error)
        return no_room()
    if current_app.testing:
        raise error
    return unexpected(error)


def no_room() -> Any:
    """The disk is full: the form once more with all that was typed, where a page sent one."""
    disk().note(refused=True)
    session.pop("_flashes", None)  # the view had said what it did before it could not be kept
    g.unsaved = True
    return unsaved() or page(507, typed=typed(), resent=resent())


def unexpected(error: Exception) -> Any:
    logs.log.error("unexpected", exc_info=error, extra={"about": {"path": logs.masked_path()}})
    return page(500)


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, http)
    app.register_error_handler(SecurityError, foreign_host)
    app.register_error_handler(peewee.OperationalError, database)
    app.register_error_handler(OSError, file)
    app.register_error_handler(Stale, overtaken)
    app.register_error_handler(OddPart, odd_part)
    if not app.testing:
        app.register_error_handler(Exception, unexpected)
