"""Two languages, complete. The person's choice, then the cookie, then the browser."""

from __future__ import annotations

import io
from functools import partial
from pathlib import Path
from typing import Any

from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, Domain, get_translations
from flask_login import current_user
from markupsafe import Markup

from portal.settings.team import team
from portal.web.cookies import cookie

SOURCES = Path(__file__).parent.parent / "translations"
LANGUAGES = {"zh": "中文", "en": "English"}
HTML_LANG = {"zh": "zh-CN", "en": "en"}
COOKIE = "language"


def choose() -> str:
    if not has_request_context():
        return "en"
    for wanted in (current_user.language, cookie(COOKIE)):
        if wanted in LANGUAGES:
            return str(wanted)
    for header, _quality in request.accept_languages:
        if (code := header.split("-")[0].lower()) in LANGUAGES:
            return code
    return "zh"


def country_name(code: str) -> str:
    return Locale(choose()).territories.get(code, code)


def ngettext(singular: str, plural: str, num: int, text: str) -> str:
    """A sentence with a count that is written as `text`: with commas or decimals, as in templates."""
    return str(get_translations().ungettext(singular, plural, num) % {"num": text})


def zone() -> str:
    return team().time_zone if has_request_context() else "UTC"


def merged(language: str) -> Catalog:
    """One catalogue out of the files of the nouns."""
    catalog = Catalog(locale=language)
    for path in sorted((SOURCES / language).glob("*.po")):
        for message in read_po(io.BytesIO(path.read_bytes()), locale=language):
            if message.id and message.string:
                catalog[message.id] = message
    return catalog


def compile_into(folder: Path) -> Path:
    """Write the .mo files where they are missing or older than their sources."""
    for language in LANGUAGES:
        sources = list((SOURCES / language).glob("*.po"))
        target = folder / language / "LC_MESSAGES" / "messages.mo"
        newest = max((path.stat().st_mtime for path in sources), default=0.0)
        if sources and (not target.exists() or target.stat().st_mtime <= newest):
            target.parent.mkdir(parents=True, exist_ok=True)
            part = target.with_suffix(".part")
            with part.open("wb") as out:
                write_mo(out, merged(language))
            part.replace(target)
    return folder


class RequestCatalogue(Domain):
    """The catalogue of a request's language, looked up once: a page asks for some four hundred sentences.

    It is kept where Flask-Babel forgets it when the language changes meanwhile (`refresh`, `force_locale`).
    """

    def get_translations(self) -> Translations | NullTranslations:
        context = g.get("_flask_babel")
        if context is None:
            return super().get_translations()
        if getattr(context, "babel_translations", None) is None:
            context.babel_translations = super().get_translations()
        return context.babel_translations


class Texts(dict[str, Markup]):
    """The sentences of one language as templates show them, each looked up once in the life of the program."""

    def __init__(self, catalogue: Any) -> None:
        self.catalogue = catalogue

    def __missing__(self, sentence: str) -> Markup:
        text = self[sentence] = Markup(self.catalogue.ugettext(sentence))  # noqa: S704  our own words
        return text


def template_text(domain: Domain, sentence: str, /, **values: Any) -> Markup:
    """What `_` says in a template: what is filled in is escaped, the sentence is ours."""
    catalogue: Any = domain.get_translations()
    texts = catalogue.__dict__.get("texts")
    if texts is None:
        texts = catalogue.texts = Texts(catalogue)
    return texts[sentence] % values


def init_app(app: Flask) -> None:
    folder = compile_into(app.config["CACHE_DIR"] / "translations")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(folder)
    babel = Babel(app, default_locale="en", locale_selector=choose, timezone_selector=zone)
    babel.domain_instance = RequestCatalogue(domain="messages")
    app.jinja_env.globals["_"] = partial(template_text, babel.domain_instance)

    @app.context_processor
    def words() -> dict[str, Any]:
        language = choose()
        return {"language": language, "html_lang": HTML_LANG[language], "languages": LANGUAGES}
