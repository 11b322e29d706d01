"""The search index: which rows may hold a word, by every two characters of it that stand side by side.

The database keeps it with the rows (migration 0017). What it answers is looked through with LIKE: a row may hold all
pairs of a word and not the word.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

from peewee import SQL, DatabaseError, Expression, PostgresqlDatabase, Value, fn

from portal.core.models.record import db, table_name

PLACES = 2**21  # more than there are characters: a pair is one number


def all_in(words: Sequence[str], *columns: Any) -> Any:
    """Every word stands in one of the columns; % and _ are ordinary characters."""
    all_words: Any = Value(1) == 1
    for word in words:
        one_word: Any = columns[0].contains(word)
        for column in columns[1:]:
            one_word |= column.contains(word)
        all_words &= one_word
    return all_words


def saying(model: Any, words: Sequence[str], names: Sequence[str] = ()) -> Any:
    """Of rows: every word stands in one of these columns, of all that are searched (`SEARCHED`) unless named."""
    condition = all_in(words, *(getattr(model, name) for name in names or model.SEARCHED))
    return indexed(model, words) & condition if words else condition


def indexed(model: Any, words: Sequence[str]) -> Any:
    """Of rows: they may hold the words, in `SEARCHED`, or in `INDEXED` where a model names more."""
    if isinstance(db.obj, PostgresqlDatabase):
        numbers = f"{{{','.join(str(number) for word in words for number in pair_numbers(word))}}}"
        return Expression(
            fn.search_pairs(*(getattr(model, name) for name in getattr(model, "INDEXED", model.SEARCHED))),
            "@>",
            Value(numbers).cast("bigint[]"),
        )
    name = index(table_name(model))
    asked = " AND ".join(term for word in words for term in pair_terms(word))
    return Expression(model.id, "IN", SQL(f"(SELECT rowid FROM {name} WHERE {name} MATCH ?)", [asked]))  # noqa: S608


def index(table: str) -> str:
    return f"search_{table}"


def pair_terms(word: str) -> Iterable[str]:
    """In the words of FTS5; a character alone is the beginning of a pair."""
    text = lowered(word)
    return [hexed(a + b) for a, b in pairwise(text)] or [f"{hexed(text)}*"]


def hexed(text: str) -> str:
    return text.encode("utf-8", "replace").hex()


def pair_numbers(word: str) -> Iterable[int]:
    text = lowered(word)
    return [ord(a) * PLACES + ord(b) for a, b in pairwise(text)] or [ord(text)]


def lowered(word: str) -> str:
    """As both engines compare with LIKE: the letters of ASCII whatever their case."""
    return "".join(sign.lower() if sign.isascii() else sign for sign in word)


def sound(model: Any) -> bool:
    """Whether the index says what the rows say. PostgreSQL keeps it as any other of its indexes."""
    if isinstance(db.obj, PostgresqlDatabase):
        return True
    name = index(table_name(model))
    try:
        db.execute_sql(f"INSERT INTO {name}({name}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    except DatabaseError:  # it is how FTS5 says that they differ
        return False
    return True


def mend(models: Iterable[Any]) -> None:
    """Make each anew that is not sound."""
    for model in models:
        if not sound(model):
            name = index(table_name(model))
            with db.atomic():
                db.execute_sql(f"INSERT INTO {name}({name}) VALUES ('rebuild')")  # noqa: S608
