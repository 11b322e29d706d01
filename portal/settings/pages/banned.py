"""The banned goods, as a person reads them."""

from __future__ import annotations

from portal.content import policy
from portal.web.language import choose


def banned_list() -> list[tuple[str, str, str]]:
    """The shipped list in the reader's language: key, name, reason."""
    language = choose()
    return [(key, one.title.for_(language), one.reason.for_(language)) for key, one in policy().banned.items()]
