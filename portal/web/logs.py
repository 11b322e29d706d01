"""JSON lines: one event a line, control characters escaped, a request id in each."""

from __future__ import annotations

import json
import logging
import re
import secrets
import sys
from datetime import UTC, datetime
from time import perf_counter

from flask import Flask, Response, g, has_request_context, request
from flask_login import current_user

log = logging.getLogger("portal")
# Links that let somebody in carry their token in the path.
SECRET_PATHS = re.compile(r"^(/(?:invitations|resets|setup|undo|t)/)[^/?]+")


class JsonLines(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "event": record.getMessage(),
            **getattr(record, "about", {}),
        }
        if has_request_context():
            line.setdefault("request", g.get("request_id"))
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def masked_path() -> str:
    return SECRET_PATHS.sub(r"\1***", request.path)


def begin() -> None:
    g.request_id, g.started = secrets.token_hex(6), perf_counter()


def finish(response: Response) -> Response:
    spent = (perf_counter() - g.started) * 1000 if "started" in g else 0.0
    response.headers["X-Request-ID"] = g.get("request_id", "")
    if not (request.endpoint or "").startswith("assets."):
        about = {
            "method": request.method,
            "path": masked_path(),
            "status": response.status_code,
            "ms": round(spent, 1),
            "user": current_user.id,
            "address": request.remote_addr,
        }
        log.info("request", extra={"about": about})
    return response


def write(event: str, level: int = logging.INFO, **about: object) -> None:
    log.log(level, event, extra={"about": about})


def init_app(app: Flask) -> None:
    if not log.handlers:
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(JsonLines())
        log.addHandler(handler)
        log.propagate = False
    log.setLevel(app.config["LOG_LEVEL"])
    app.before_request(begin)
    app.after_request(finish)
