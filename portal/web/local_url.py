"""Addresses that people or pages hand in."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit


def local(target: str | None, otherwise: str) -> str:
    """Only a path of this portal; anything else leads to `otherwise`."""
    path = unquote(target or "")
    if not path.startswith("/") or path.startswith("//") or "\\" in path or not path.isprintable():
        return otherwise
    try:
        parts = urlsplit(path)
    except ValueError:
        return otherwise
    return otherwise if parts.scheme or parts.netloc else str(target)
