"""The key of the fingerprints of card codes: made from the secret of the instance, for this purpose alone."""

from __future__ import annotations

import hmac

from flask import current_app

PURPOSE, MARK = b"portal: fingerprints of card codes", b"portal: which key made a fingerprint"
MARK_LENGTH = 8  # hex digits


def derived(secret: bytes) -> bytes:
    """The key, 32 bytes: another secret makes another, and what was seen under the old one is not found any more."""
    return hmac.digest(secret, PURPOSE, "sha256")


def mark(key: bytes) -> str:
    """Eight hex digits that tell keys apart without giving them away."""
    return hmac.digest(key, MARK, "sha256").hex()[:MARK_LENGTH]


def code_key() -> bytes:
    """The key of this instance."""
    secret = current_app.secret_key
    return derived(secret if isinstance(secret, bytes) else str(secret).encode())
