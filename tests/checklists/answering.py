"""A person at an item: where it stands, an answer to it, what is kept of it."""

from __future__ import annotations

from portal.checklists.models.answers import Answer


def url(run, code, end=""):
    return f"/runs/{run.id}/items/{code}{end}"


def answer(browser, run, code, value, seen=0, **about):
    return browser.htmx(url(run, code), data={"seen": f"{code}.{seen}", "value": value} | about)


def stored(run, code):
    return Answer.get_or_none(Answer.run == run, Answer.code == code)
