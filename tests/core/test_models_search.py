"""The search index answers as LIKE does, costs a fraction of it, and moves with the rows in their transaction."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from portal.core.models import search
from portal.core.models.record import db, rows
from portal.core.models.search import all_in, saying
from portal.core.rules.search_marks import words_of
from portal.core.rules.text import folded
from portal.database import is_postgres
from portal.suppliers.models.suppliers import Contact, ReputationNote, Supplier
from portal.tables import SEARCHED
from tests.cast import NOW
from tests.suppliers.makers import make_contact, make_note, make_supplier

# What people search for, and what could mean something to an engine.
SIGNS = st.sampled_from("充电宝东莞拓川abAB1Ａｂ１ß·é%_\\'\"*^-(){}:😀👨\u200d\u0301\t\n ")
TEXTS = st.text(SIGNS, max_size=90) | st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=20)
per_example = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@per_example
@given(st.lists(TEXTS, min_size=1, max_size=6), TEXTS, st.integers(0, 9))
@example(["充电宝 Type-C"], "电", 0)
@example(["100% a_b \\ 'x' \"y\""], "% _ \\ ' \"", 0)
@example(["电" * 63 + "充宝" + "b" * 70 + "莞"], "充宝 宝b b莞 莞", 0)
@example(["ＡＢ", "ab", "😀é", "É"], "😀é", 0)
def test_the_index_finds_what_like_finds(database, texts, query, start):
    """Words of the query, and a piece of one of the texts."""
    supplier = Supplier.select().first() or make_supplier("North")
    with database.atomic() as kept:
        for text in texts:
            make_note(supplier, text, source=text[::-1][:40])
            make_contact(supplier, text[:40], note=text[40:])
            make_supplier("Other").change_row(1, search=folded(text))
        for words in (words_of(query), words_of(texts[0][start : start + 4])):
            for model in (Supplier, ReputationNote, Contact):
                assert hits(model, saying(model, words)) == hits(model, by_like(model, words)), words
        kept.rollback()


def by_like(model, words):
    return all_in(words, *(getattr(model, name) for name in model.SEARCHED))


def hits(model, condition):
    return sorted(key for (key,) in rows(model.select(model.id).where(condition)))


@pytest.mark.parametrize("model", SEARCHED, ids=lambda model: model.__name__)
def test_each_searched_column_is_in_the_index(database, model):
    """A later step of the schema that makes a table anew must make its index anew."""
    if is_postgres(database):
        sql = "SELECT indexdef FROM pg_indexes WHERE indexname = %s"
    else:
        sql = "SELECT group_concat(sql) FROM sqlite_master WHERE name = ? || '_text'"
    [definition] = database.execute_sql(sql, (search.index(model._meta.table_name),)).fetchone()
    assert all(name in definition for name in model.SEARCHED)
    triggers = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ? AND name LIKE 'search%'"
    if "VIEW" in definition:
        assert database.execute_sql(triggers, (model._meta.table_name,)).fetchone() == (4,)


def test_what_is_taken_back_was_never_found_and_what_is_gone_is_no_more(database):
    note = make_note(make_supplier("North"), "电镀很好")
    with database.atomic() as transaction:
        note.change_row(1, text="注塑很好")
        assert hits(ReputationNote, saying(ReputationNote, ["注塑"])) == [note.id]
        assert hits(ReputationNote, search.indexed(ReputationNote, ["电镀"])) == []
        transaction.rollback()
    assert hits(ReputationNote, search.indexed(ReputationNote, ["电镀"])) == [note.id]
    ReputationNote.delete().where(ReputationNote.id == note.id).execute()
    assert search.sound(ReputationNote)
    assert hits(ReputationNote, search.indexed(ReputationNote, ["电镀"])) == []


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_an_index_that_says_something_else_is_found_out_and_made_anew(database):
    note = make_note(make_supplier("North"), "电镀很好")
    database.execute_sql("DROP TRIGGER search_reputation_note_changed")
    note.change_row(1, text="注塑很好")
    assert not search.sound(ReputationNote)
    search.mend([ReputationNote])
    assert search.sound(ReputationNote)
    assert hits(ReputationNote, saying(ReputationNote, ["注塑"])) == [note.id]


@pytest.mark.parametrize("engine", ["sqlite"], indirect=True)
def test_two_characters_cost_a_fiftieth_of_looking_through_all_rows(database):
    """In the steps of SQLite's own machine, ten thousand notes of which three hold them."""
    supplier = make_supplier("North")
    texts = [f"第{number}次到货，包装完好，平时三天发货" for number in range(10_000)] + ["旺季会涨价"] * 3
    about = {"supplier": supplier, "source": "群里", "source_kind": "peer", "tone": "mixed", "on": NOW.date()}
    for some in range(0, len(texts), 500):
        ReputationNote.insert_many(
            [{**about, "text": text, "created_at": NOW} for text in texts[some : some + 500]]
        ).execute()
    words = ["涨价"]
    found, few = steps(database, lambda: hits(ReputationNote, saying(ReputationNote, words)))
    same, many = steps(database, lambda: hits(ReputationNote, by_like(ReputationNote, words)))
    assert found == same and len(found) == 3
    assert few * 50 <= many


def steps(database, act):
    count = 0

    def note():
        nonlocal count
        count += 1

    database.connection().set_progress_handler(note, 10)
    try:
        return act(), count
    finally:
        database.connection().set_progress_handler(None, 10)


@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_postgresql_answers_from_the_index_where_there_are_many_rows(database):
    db.execute_sql("SET LOCAL enable_seqscan = off")  # a small table is read whole whatever there is
    sql, values = ReputationNote.select(ReputationNote.id).where(saying(ReputationNote, ["涨价"])).sql()
    plan = "\n".join(line for (line,) in db.execute_sql(f"EXPLAIN {sql}", values).fetchall())
    assert "search_reputation_note" in plan
