"""A question by its key: as it is shipped, or as the team asks it itself."""

from __future__ import annotations

from flask import Flask, g

from portal import content
from portal.inquiries.models.question_sets import every_own
from portal.inquiries.rules.questions import OWN, Question
from portal.web.filters import local_text


def question(key: str) -> str:
    """What is asked; a question that nobody knows any more is shown by its key."""
    known = question_of(key)
    return local_text(known.text) if known else key


def question_of(key: str) -> Question | None:
    """A question by its key: shipped, or a team's own one, also one not asked any more."""
    if key.startswith(OWN):
        return own_of_request().get(key)
    return next((question for question in content.questions() if question.key == key), None)


def own_of_request() -> dict[str, Question]:
    """Read once however often a page asks."""
    if "own_questions" not in g:
        g.own_questions = every_own()
    own: dict[str, Question] = g.own_questions
    return own


def init_app(app: Flask) -> None:
    app.jinja_env.filters.update(question=question)
