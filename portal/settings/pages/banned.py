"""The banned goods, as a person reads them."""

from __future__ import annotations

from portal.content import policy
from portal.web.language import choose


def banned_list() -> list[tuple[str, str, str]]:
    """The shipped list in the reader's language: key, name, reason."""
    language = choose()
    banned = policy().banned.items()
    return [(key, category.title.for_(language), category.reason.for_(language)) for key, category in banned]
