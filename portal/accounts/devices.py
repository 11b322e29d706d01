"""What a browser is called on the list of a person's sessions."""

from __future__ import annotations

from flask import Flask

# The first that fits counts: most browsers name the ones they descend from as well.
BROWSERS = {
    "MicroMessenger": "WeChat",
    "Edg": "Edge",
    "OPR": "Opera",
    "Firefox": "Firefox",
    "Chrome": "Chrome",
    "Safari": "Safari",
}
SYSTEMS = {
    "Windows": "Windows",
    "iPhone": "iPhone",
    "iPad": "iPad",
    "Android": "Android",
    "Mac OS X": "macOS",
    "Linux": "Linux",
}


def device(agent: str) -> str:
    """Chrome · Windows; the whole text where neither is known."""
    parts = [next((name for mark, name in names.items() if mark in agent), "") for names in (BROWSERS, SYSTEMS)]
    return " · ".join(filter(None, parts)) or agent


def init_app(app: Flask) -> None:
    app.jinja_env.filters["device"] = device
