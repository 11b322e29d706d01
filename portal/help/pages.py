"""Help in the reader's language: the guide, the words, and a word beside its place on a page."""

from __future__ import annotations

from typing import NamedTuple

from flask import Flask, url_for

from portal import content
from portal.help.rules import GlossaryTerm
from portal.web.filters import local_text
from portal.web.language import choose


class HelpTerm(NamedTuple):
    key: str
    word: str
    meaning: str
    url: str


class GuideStep(NamedTuple):
    key: str
    title: str
    text: str
    link: str
    url: str


def glossary_term(key: str) -> HelpTerm:
    """The word a page explains; KeyError where nobody says what it means."""
    return help_term(content.glossary().explained[key])


def help_terms(query: str) -> list[HelpTerm]:
    """The words that fit; in English by the alphabet, in Chinese in the order of the way."""
    words = [help_term(term) for term in content.glossary().explained.values() if term.fits(query)]
    return sorted(words, key=lambda term: term.word.casefold()) if choose() == "en" else words


def help_term(term: GlossaryTerm) -> HelpTerm:
    return HelpTerm(
        term.key, local_text(term.word), local_text(term.meaning), url_for("help.terms", _anchor=f"w-{term.key}")
    )


def guide_steps() -> list[GuideStep]:
    return [
        GuideStep(
            section.key,
            local_text(section.title),
            local_text(section.text),
            local_text(section.link),
            url_for(section.endpoint),
        )
        for section in content.guide().sections
    ]


def init_app(app: Flask) -> None:
    app.jinja_env.globals["glossary_term"] = glossary_term
