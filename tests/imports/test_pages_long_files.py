"""What was read of a long file is kept for its next page, and for nothing else."""

from __future__ import annotations

from portal.imports.models.headings import ImportWord
from portal.imports.models.jobs import ImportJob
from portal.imports.pages.carry_out import carry_out
from portal.imports.pages.reading import LONG, ImportReading
from portal.imports.rules.columns import STATUS
from portal.suppliers.models.suppliers import Supplier
from tests.cast import stamp
from tests.imports.carrying import press, row_of, sent, table
from tests.products.makers import make_product
from tests.suppliers.makers import make_supplier


def test_the_records_of_a_long_file_are_read_once_for_all_its_pages_and_again_when_they_could_be_others(
    mei, signed_in, cast, monkeypatch
):
    read, reads = ImportReading.read, []
    monkeypatch.setattr(ImportReading, "read", lambda reading: reads.append(reading) or read(reading))
    url = sent(mei, table(LONG + 1))
    assert "拓川甲0" in mei.get(url).text and "拓川甲30" in mei.get(f"{url}?page=2").text
    assert len(reads) == 1
    make_supplier("拓川甲0")
    assert "Suppliers changed 1" in mei.get(url).text
    assert len(reads) == 2
    ImportWord.teach(STATUS, {"熟客": "active"}, stamp(cast.mei))
    assert "拓川甲0" in mei.get(url).text
    assert len(reads) == 3, "what a colleague taught since is not known to what was kept"
    assert '<html lang="zh' in signed_in(cast.mei, "zh").get(url).text
    assert len(reads) == 4


def test_the_next_file_is_read_although_it_came_under_the_number_of_one_that_was_cleared_away(mei):
    first = sent(mei, table(LONG + 1))
    assert "拓川甲5" in mei.get(first).text
    row_of(first).delete_instance()  # as what waited for a week is, by another process perhaps
    second = sent(mei, table(LONG + 1, mark="乙"))
    assert "拓川乙5" in mei.get(second).text


def test_what_a_page_read_is_written_without_another_reading(mei, app, monkeypatch):
    read, reads = ImportReading.read, []
    monkeypatch.setattr(ImportReading, "read", lambda reading: reads.append(reading) or read(reading))
    url = sent(mei, table(LONG + 1))
    carried_out(mei, app, url)
    assert Supplier.select().count() == LONG + 1
    assert len(reads) == 1


def test_any_record_that_is_written_meanwhile_makes_it_read_again(mei, monkeypatch):
    read, reads = ImportReading.read, []
    monkeypatch.setattr(ImportReading, "read", lambda reading: reads.append(reading) or read(reading))
    url = sent(mei, table(LONG + 1))
    for _look in range(2):
        mei.get(url)
    assert len(reads) == 1
    make_product("Cable")  # no row of this file speaks of products
    mei.get(url)
    assert len(reads) == 2


def carried_out(browser, app, url):
    assert press(browser, url).status_code == 303
    with app.app_context():
        carry_out(ImportJob.get(ImportJob.part_of == row_of(url)).id)
