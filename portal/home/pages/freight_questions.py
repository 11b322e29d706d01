"""The question about freight, to copy into a chat or a mail."""

from __future__ import annotations

from flask import url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from portal.settings.team import team
from portal.web.language import LANGUAGES


def freight_question(product: str, language: str) -> str:
    """The same for every supplier, in one of our languages."""
    with force_locale(language):
        greeting = _("Hello, this is %(team)s.", team=team().name) if team().name else _("Hello,")
        asked = _(
            "Your quote for %(product)s does not say what the freight is. Could you please tell us:", product=product
        )
        questions = (
            _("How much is the freight per order, and from which quantity on is it free?"),
            _("Is there freight for each piece as well? How much?"),
            _("Does your price already hold the delivery to our door?"),
        )
        numbered = [f"{place}. {question}" for place, question in enumerate(questions, 1)]
        return "\n".join([greeting, asked, *numbered, _("Thank you.")])


def languages_of_question(id: int, language: str) -> list[tuple[str, str, bool]]:
    """The chips of the page: name of the language, address, whether it is this one."""
    return [
        (name, url_for("freight_questions.show", id=id, language=code), code == language)
        for code, name in LANGUAGES.items()
    ]
