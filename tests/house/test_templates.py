"""What no template may hold: it would break under the content security policy, or hide a cause."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
TEMPLATES = ROOT / "templates"
FILES = sorted(TEMPLATES.rglob("*.html"))
COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
EXPRESSION = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
TAG = re.compile(r"<([a-z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
REQUEST = re.compile(r"\shx-(get|post|put|patch|delete)=")
GUIDED = re.compile(r"\shx-(target|headers|swap|status:\w+|sync|trigger|include|push-url|replace-url)=")
TEMPLATE_LINES, PARTIAL_LINES, LINE = 120, 40, 140
# What belongs into the values made ready for a template: it only loops and chooses.
LOGIC = {
    "a list that grows": r"\.append\(|\bset (\w+) = \1 \+ |\bnamespace\(",
    "rendered text compared": (
        r"(?:\| ?(?:word|local|day|moment|number)\b(?:\([^()]*\))?|\b_\([^()]*\)) ?[=!]= |[=!]= ?_\("
    ),
    "a table of choices": r"\}\[\w+\]|\}\.get\(",
}

FORBIDDEN = {
    "|safe": r"\|\s*safe\b",
    "autoescape switched off": r"\{%-?\s*autoescape",
    "inline style": r"\sstyle=",
    "style element": r"<style\b",
    "script without src": r"<script(?![^>]*\ssrc=)",
    "event attribute": r"\son[a-z]+=",
    "hx-on": r"hx-on[:=-]",
    "js: value": r"[\"']js:",
    "trigger filter": r"hx-trigger=[\"'][^\"']*\[",
    "address of another site": r"\s(?:src|href|action)=[\"'](?:https?:)?//",
    "hx-boost": r"hx-boost",
    "unlimited script address": r"javascript:",
}


# A colon between two pieces of text: in Chinese it is another one, so it is a word too.
COLON = re.compile(r"(?:\}\}|%\}|</bdi>|</b>): ?(?:\{\{|<)")


def source(path: Path) -> str:
    return COMMENT.sub("", path.read_text(encoding="utf-8"))


def tags(path: Path) -> list[tuple[str, str]]:
    """Names and attributes of the tags, with Jinja taken out."""
    return [(name, f" {attributes}") for name, attributes in TAG.findall(EXPRESSION.sub("", source(path)))]


def name_of(path: Path) -> str:
    return str(path.relative_to(TEMPLATES))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_template_holds_nothing_the_policy_forbids(path):
    found = [what for what, pattern in FORBIDDEN.items() if re.search(pattern, source(path))]
    assert not found


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_htmx_attributes_stand_on_the_element_that_asks(path):
    """Inheritance is explicit in htmx 4: on a container they would do nothing without :inherited."""
    lost = [
        f"<{name}{attributes}>"
        for name, attributes in tags(path)
        if GUIDED.search(attributes) and not REQUEST.search(attributes) and name not in ("hx-partial", "body")
    ]
    assert not lost


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_form_works_without_script(path):
    broken = [
        f"<form{attributes}>" for name, attributes in tags(path) if name == "form" and " action=" not in attributes
    ]
    broken += [
        f"<form{attributes}>"
        for name, attributes in tags(path)
        if name == "form" and "hx-post" in attributes and 'method="post"' not in attributes
    ]
    assert not broken


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_form_that_writes_carries_the_form_token(path):
    forms = re.findall(r"<form[^>]*method=\"post\".*?</form>", source(path), re.DOTALL)
    assert all(re.search(r"csrf|hidden|include", form) for form in forms)


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_template_stays_small(path):
    lines = len(path.read_text(encoding="utf-8").splitlines())
    assert lines <= (PARTIAL_LINES if path.name.startswith("_") else TEMPLATE_LINES)


def test_a_line_can_be_read():
    lines = (
        (path, place, line) for path in FILES for place, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    )
    assert [f"{name_of(path)}:{place}" for path, place, line in lines if len(line) > LINE] == []


def test_a_template_only_loops_and_chooses():
    faults = []
    for path in FILES:
        text = "\n".join(EXPRESSION.findall(source(path)))
        faults += [(name_of(path), fault, spot[0]) for fault, at in LOGIC.items() if (spot := re.search(at, text))]
    assert faults == []


def test_every_icon_is_drawn():
    drawn = set(re.findall(r'id="i-([a-z]+)"', (ROOT / "static" / "icons.svg").read_text(encoding="utf-8")))
    used = {name for path in FILES for name in re.findall(r"\bicon\(\"([a-z]+)\"", source(path))}
    assert used <= drawn


def test_every_class_has_a_rule():
    """A misspelt class looks like nothing; one without a rule is left over."""
    css = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "static" / "css").rglob("*.css"))
    ruled = set(re.findall(r"\.([a-z][\w-]*)", css))
    used = {
        name
        for path in FILES
        for value in re.findall(r'class="([^"]*)"', EXPRESSION.sub("\0", source(path)))
        for name in value.split()
        if "\0" not in name
    }
    assert not used - ruled


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_a_colon_between_texts_is_in_the_language_of_the_reader(path):
    assert not COLON.search(source(path))
