"""The application, put together from top to bottom."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter

from portal import database, rooms
from portal.accounts import devices, passwords, sessions
from portal.config import Config
from portal.drafts import keeping
from portal.home import menu
from portal.jobs import engine
from portal.jobs.kinds import JOBS
from portal.ops import instance
from portal.web import (
    access,
    assets,
    bodies,
    charts,
    compression,
    conflicts,
    cookies,
    disk,
    errors,
    filters,
    form_tokens,
    headers,
    hx,
    language,
    logs,
    submit_once,
    tags,
    words,
)

ROOT = Path(__file__).parent.parent


class Id(IntegerConverter):
    """A row id: one that no row can have is a 404, never an overflow in the database."""

    def __init__(self, map: Any) -> None:
        super().__init__(map, min=1, max=database.LARGEST_ID)


def create_app(config: Config, **overrides: Any) -> Flask:
    app = Flask("portal", root_path=str(ROOT), instance_path=str(config.instance), static_folder=None)
    app.config.update(settings(config), **overrides)
    app.extensions["config"] = config  # for what is done behind the pages
    app.url_map.converters["id"] = Id
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True, "autoescape": True}
    if config.proxy_hops:
        hops = config.proxy_hops
        app.wsgi_app = ProxyFix(app.wsgi_app, hops, hops, hops, 0)  # type: ignore[method-assign]

    logs.init_app(app)  # first: it gives each request its id, which every error shows
    database.init_app(app)
    hx.init_app(app)
    sessions.init_app(app)
    compression.init_app(app)  # first: what is done to an answer goes the other way round
    headers.init_app(app)
    bodies.init_app(app)
    submit_once.init_app(app)
    form_tokens.init_app(app)
    language.init_app(app)
    filters.init_app(app)
    words.init_app(app)
    tags.init_app(app)
    conflicts.init_app(app)
    devices.init_app(app)
    disk.init_app(app)
    assets.init_app(app)
    charts.init_app(app)
    errors.init_app(app)
    keeping.init_app(app)
    menu.init_app(app)
    rooms.init_app(app)
    access.init_app(app)
    engine.init_app(app, JOBS)
    return app


def settings(config: Config) -> dict[str, Any]:
    return {
        "SECRET_KEY": instance.secret_key(config.instance),
        "INSTANCE": config.instance,
        "CACHE_DIR": config.instance / "cache",
        "UPLOAD_DIR": config.instance / "uploads",
        "JOBS_URL": config.jobs_url,
        "HTTPS": config.https,
        "PASSWORD_HASH": passwords.SHIPPED,
        "LOG_LEVEL": config.log_level,
        "TRUSTED_HOSTS": list(config.hosts),
        "SESSION_COOKIE_NAME": cookies.name_of("form", config.https),
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": config.https,
        "WTF_CSRF_TIME_LIMIT": None,
        "WTF_CSRF_SSL_STRICT": False,  # headers.same_site checks the origin, on http too
        "MAX_CONTENT_LENGTH": config.upload_mb * 1024 * 1024,
        "MAX_FORM_MEMORY_SIZE": 1024 * 1024,
        "MAX_FORM_PARTS": 500,
    }
