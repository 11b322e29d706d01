"""Both languages are complete: every sentence of code and templates has its Chinese, and no other."""

from __future__ import annotations

import io
import re
from collections import Counter
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent.parent
FILES = sorted((ROOT / "portal" / "translations" / "zh").glob("*.po"))
KEYWORDS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2), "lazy_ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"%\((\w+)\)s|%\((\w+)\)d")


def wanted() -> set[str]:
    found: set[str] = set()
    for folder, method in ((ROOT / "portal", "python"), (ROOT / "templates", "jinja2.ext:babel_extract")):
        pattern = "**.py" if method == "python" else "**.html"
        options = {pattern: {"trimmed": "true"}} if method != "python" else {}
        for _file, _line, message, *_rest in extract_from_dir(
            str(folder), [(pattern, method)], options_map=options, keywords=KEYWORDS
        ):
            found.add(message[0] if isinstance(message, tuple) else message)
    return {message for message in found if message}


def catalogue() -> dict[str, list[tuple[str, str, bool]]]:
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for path in FILES:
        for message in read_po(io.BytesIO(path.read_bytes()), locale="zh"):
            if not message.id:
                continue
            key = message.id[0] if isinstance(message.id, tuple) else message.id
            text = message.string[0] if isinstance(message.string, tuple) else message.string
            found.setdefault(key, []).append((path.name, text, message.fuzzy))
    return found


def test_every_sentence_has_its_chinese():
    missing = sorted(wanted() - {key for key, rows in catalogue().items() if rows[0][1] and not rows[0][2]})
    assert not missing, "\n".join(missing)


def test_no_translation_is_left_over():
    left = sorted(set(catalogue()) - wanted())
    assert not left, "\n".join(left)


def test_no_sentence_is_translated_in_two_files():
    twice = {key: [row[0] for row in rows] for key, rows in catalogue().items() if len(rows) > 1}
    assert not twice


def test_placeholders_are_the_same_in_both_languages():
    wrong = {key: rows[0][1] for key, rows in catalogue().items() if (names(rows[0][1]) ^ names(key)) - {"num"}}
    assert not wrong


def names(text: str) -> set[str]:
    return set(Counter(a or b for a, b in PLACEHOLDER.findall(text)))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_platform_word_nobody_should_read_is_not_there(path):
    assert "卡盟" not in path.read_text(encoding="utf-8")


def test_no_chinese_stands_in_code():
    """Words come from the catalogue or the shipped content."""
    for path in (ROOT / "portal").rglob("*.py"):
        if {"demo", "__pycache__"} & set(path.parts):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            code = line.split("#")[0]
            if re.search(r"_l?\(\s*[\"'][^\"']*[\u4e00-\u9fff]", code):
                raise AssertionError(f"{path.name}:{number}")
