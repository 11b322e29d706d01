"""No page reads a table that grows from end to end, but for those that are known to."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from peewee import fn

from portal.core.models.record import db, table_name
from portal.quotes.models import Quote
from portal.settings.models.rates import FxRate
from portal.suppliers.models.suppliers import Supplier
from portal.tables import MODELS
from tests.house.every_route import House
from tests.house.plans import Reading, readings, scanned

# As `<address> <table>`, each statement where the first page sends it; in brackets where an index is enough, which is
# some twentieth of the work. A line that is not true any more goes.
KNOWN = Path(__file__).with_name("scans.txt")
# They grow with the team and its settings, not with its suppliers, products and what is noted of them.
STEADY = {
    *("user", "access_link", "setting", "setting_version", "business", "category", "category_test"),
    *("question_set", "clause_template", "import_column", "import_word", "import_job", "template", "saved_view"),
    table_name(FxRate),
}
GROWING = {table_name(model) for model in MODELS} - STEADY
SORTED = re.compile(r'href="([^"#]*[?&;]sort=[^"#]*)"')

# SQLite plans by the indexes and not by how many rows there are, so one row of each noun is enough. PostgreSQL weighs
# the rows, and reads a small table from end to end whatever there is.
one_engine = pytest.mark.parametrize("engine", ["sqlite"], indirect=True)


@one_engine
def test_only_these_statements_read_a_table_that_grows_from_end_to_end(house):
    lines = sorted(set(whole_readings(house)))
    assert lines == KNOWN.read_text(encoding="utf-8").split("\n")[:-1], "\n" + "\n".join(lines)


@one_engine
@pytest.mark.parametrize(
    ("query", "tables"),
    [
        (Supplier.select(fn.COUNT(Supplier.id)).where(Supplier.note == "x"), {"supplier"}),
        (Supplier.select(Supplier.note).order_by(Supplier.note).limit(9), {"supplier"}),  # all are sorted
        (Supplier.select(Supplier.note).order_by(Supplier.name_key).limit(9), set()),  # nine are read
        (Supplier.select(Supplier.note).order_by(Supplier.name_key), {"supplier"}),  # all are read, in their order
        (Supplier.select(Supplier.note).where(Supplier.id == 7), set()),
        (Supplier.select(fn.COUNT(Supplier.id)).where(Supplier.deleted_at.is_null()), {"(supplier)"}),
        (Quote.select(Quote.id).join(Supplier).where(Supplier.note == "x"), {"supplier"}),
    ],
)
def test_a_page_that_stops_when_it_is_full_reads_no_table_whole(database, query, tables):
    assert scanned(database, Reading(*query.sql())) == tables


def whole_readings(house: House) -> Iterator[str]:
    """Each statement once, under the page that sends it first, and each order a list can be shown in."""
    seen: set[str] = set()
    browser = house.visitor("lin")
    waiting = [(route.path, route.rule, not route.by_id) for route in house.routes if route.method == "GET"]
    while waiting:
        address, named, is_list = waiting.pop(0)
        with readings(db.obj) as sent, closing(browser.get(address)) as page:
            links = SORTED.findall(page.text) if is_list and page.mimetype == "text/html" else []
        for reading in sent:
            if reading.sql not in seen:
                seen.add(reading.sql)
                yield from (f"{named} {table}" for table in scanned(db.obj, reading) if table.strip("()") in GROWING)
        waiting = [(html.unescape(link), html.unescape(link), False) for link in sorted(set(links))] + waiting
