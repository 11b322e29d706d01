"""Names are completed and look-alikes found by indexes: the answer is that of looking at every supplier."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.core.models.record import rows
from portal.core.rules.names import Known, alike, code_key
from portal.core.rules.text import folded
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.queries.list import completions, look_alikes, near
from tests.suppliers.makers import make_supplier

NAMES = st.text(st.sampled_from("北岸电子深圳市AbＢ c.有限公司东莞x-"), min_size=1, max_size=16)
CODES = st.sampled_from(["", "9144 19", "914419", "ab-1", "AB1"])
SITES = st.sampled_from(["", "https://www.north.cn/a", "north.cn", "http://NORTH.cn", "https://taobao.com/x"])
ENTRIES = st.tuples(NAMES, NAMES | st.just(""), CODES, SITES)
per_example = settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])


@per_example
@given(st.lists(ENTRIES, min_size=1, max_size=5), ENTRIES)
def test_look_alikes_are_those_of_looking_at_every_supplier(database, entries, typed):
    with database.atomic() as kept:
        for name, legal_name, code, website in entries:
            make_supplier(name, legal_name=legal_name, company_code=code, website=website)
        assert look_alikes(*typed) == alike(*typed, everybody())
        kept.rollback()


def everybody():
    columns = ("id", "name", "name_key", "legal_key", "company_code", "website_host")
    query = Supplier.select(*(getattr(Supplier, name) for name in columns))
    return [Known(key, name, short, legal, code_key(code), host) for key, name, short, legal, code, host in rows(query)]


@per_example
@given(st.lists(NAMES, min_size=1, max_size=8), NAMES, st.integers(0, 8))
def test_names_are_completed_by_what_holds_the_typed(database, names, other, start):
    with database.atomic() as kept:
        for name in names:
            make_supplier(name)
        for typed in (folded(other), folded(names[0][start:]), ""):
            assert sorted(completions(typed, 20)) == sorted(name for name in names if typed in folded(name))
        kept.rollback()


def test_neither_reads_more_with_many_suppliers(signed_in, cast, database):
    """Suppliers that are looked at."""
    browser = signed_in(cast.mei)
    make_supplier("北岸电子")

    def cost():
        return [len(found) for found in (rows(near({"深圳北岸电子"}, "", "")), completions("北岸", 20))]

    few = cost()
    make_supplier("Other 0")
    Supplier.insert_many(
        [{**Supplier.get(Supplier.name == "Other 0").__data__, "id": 1000 + number} for number in range(300)]
    ).execute()
    assert cost() == few == [1, 1]
    assert "北岸电子" in browser.get("/suppliers/alike", query_string={"name": "深圳北岸电子"}).text
