"""Addresses that people or pages hand in."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit


def local(target: str | None, otherwise: str) -> str:
    """Only a path of this portal; anything else leads to `otherwise`."""
    path = unquote(target or "")
    parts = urlsplit(path.replace("\\", "/"))
    if not path.startswith("/") or path.startswith("//") or parts.scheme or parts.netloc or "\\" in path:
        return otherwise
    return str(target)
