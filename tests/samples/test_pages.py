"""Samples: asking for one, the list, the page, batches and testers, paper."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal import tables
from portal.checklists.publishing import publish
from portal.samples.models.samples import Batch, Sample
from portal.samples.rules.sampling import Severity
from tests.cast import NOW, TODAY, stamp
from tests.products.makers import make_product
from tests.samples.makers import PHYSICAL, batches_of, close, code, fill, make_sample, measure, put_up
from tests.suppliers.makers import make_supplier
from tests.trail import trail_tells

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def sample(cast):
    return make_sample(make_supplier(), make_product())


@pytest.fixture
def mei(signed_in, cast):
    return signed_in(cast.mei)


def asked(supplier, product, **about):
    given = {"key": "k", "supplier": supplier.id, "product": product.id, "kind": "", "currency": "CNY"}
    return given | {"asked_on": "2026-11-20", "batches": "A1，B2; C3"} | about


def test_a_sample_is_asked_for_with_its_batches(mei):
    publish()
    assert mei.post("/samples", data=asked(make_supplier(), make_product())).status_code == 303
    assert [row.number for row in Batch.select().order_by(Batch.id)] == ["A1", "B2", "C3"]
    assert trail_tells("template.publish", "sample.add", "batch.add")


def test_sent_twice_it_is_one_sample(mei):
    publish()
    data = asked(make_supplier(), make_product())
    assert mei.post("/samples", data=data).location == mei.post("/samples", data=data).location
    assert Sample.select().count() == 1


@pytest.mark.parametrize(
    ("product", "given", "sheet"), [("digital", "", "digital"), ("digital", "physical", "physical")]
)
def test_the_sheet_follows_the_product_unless_another_is_chosen(mei, product, given, sheet):
    publish()
    mei.post("/samples", data=asked(make_supplier(), make_product(kind=product), kind=given))
    assert Sample.get().template_version.content["kind"] == sheet


def test_an_owner_that_cannot_be_read_clears_nothing(mei, sample, cast):
    Sample.update(owner=cast.lin.id).execute()
    answer = mei.post(f"/samples/{sample.id}", data=asked(sample.supplier, sample.product, version=1, owner="abc"))
    assert answer.status_code == 422 and Sample.get().owner_id == cast.lin.id


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ({"promised_on": "2026-11-01"}, "before it was asked for"),
        ({"shipped_on": "2026-11-01"}, "before it was asked for"),
        ({"received_on": "2026-11-01"}, "before it was asked for"),
        ({"shipped_on": "2026-11-22", "received_on": "2026-11-21"}, "before it was shipped"),
    ],
)
def test_dates_out_of_order_are_refused_and_nothing_is_lost(mei, sample, dates, words):
    data = asked(sample.supplier, sample.product, note="Typed with care", version=1) | dates
    answer = mei.post(f"/samples/{sample.id}", data=data)
    assert answer.status_code == 422
    assert words in answer.text and "Typed with care" in answer.text


def test_card_codes_are_not_kept_in_a_note(mei, sample):
    codes = "\n".join(f"ABCD-{number}234-EFGH-567{number}" for number in range(6))
    data = asked(sample.supplier, sample.product, note=codes, version=1)
    assert mei.post(f"/samples/{sample.id}", data=data).status_code == 422
    assert Sample.get().note == ""


def test_an_edit_from_an_older_page_shows_what_a_colleague_saved(mei, cast, sample):
    sample.correct(1, stamp(cast.lin), note="Theirs")
    answer = mei.post(f"/samples/{sample.id}", data=asked(sample.supplier, sample.product, note="Mine", version=1))
    assert answer.status_code == 409
    assert "Theirs" in answer.text and "Mine" in answer.text and 'value="2"' in answer.text
    again = mei.post(f"/samples/{sample.id}", data=asked(sample.supplier, sample.product, note="Mine", version=2))
    assert (again.status_code, Sample.get().note) == (303, "Mine")


def test_figures_coming_in_do_not_stand_in_the_way_of_an_edit(mei, cast, sample):
    measure(sample, batches_of(sample)[0], PHYSICAL.criterion(code(Severity.minor)), cast.lin)
    data = asked(sample.supplier, sample.product, note="Mine", version=1)
    assert mei.post(f"/samples/{sample.id}", data=data).status_code == 303
    assert Sample.get().note == "Mine"
    assert trail_tells("sample.edit")


def test_a_viewer_reads_everything_and_changes_nothing(signed_in, cast, sample):
    guo = signed_in(cast.guo)
    page = guo.get(f"/samples/{sample.id}").text
    assert "Add a batch" not in page and "Put up" not in page
    assert guo.get("/samples").status_code == guo.get(f"/samples/{sample.id}/print").status_code == 200
    assert guo.get(f"/samples/{sample.id}/test").status_code == 403
    assert guo.post(f"/samples/{sample.id}/batches", data={"number": "C"}).status_code == 403


def test_overdue_is_said_on_the_list_and_on_the_page(mei, cast):
    late = make_sample(make_supplier(), make_product(), promised_on=date(2026, 11, 20), asked_on=date(2026, 11, 1))
    late.assign(cast.mei.id, date(2026, 11, 22), stamp(cast.lin))
    page = mei.get("/samples?show=overdue").text
    assert "4 days overdue" in page and "1 late" in page
    shown = mei.get(f"/samples/{late.id}").text
    assert "Promised for 2026-11-20 and not here" in shown and "1 tester is late: Mei Chen" in shown


@pytest.mark.parametrize(
    ("show", "seen"),
    [
        ("open", {"waiting", "testing", "offered"}),
        ("overdue", {"waiting"}),
        ("mine", {"testing"}),
        ("signing", {"offered"}),
        ("pass", {"passed"}),
        ("drop", set()),
        ("all", {"waiting", "testing", "offered", "passed"}),
    ],
)
def test_the_list_is_narrowed(mei, cast, show, seen):
    yesterday = TODAY - timedelta(days=1)
    names = {
        name: make_sample(make_supplier(name), make_product(), **about)
        for name, about in {
            "waiting": {"promised_on": yesterday, "asked_on": yesterday},
            "testing": {"owner": cast.mei.id},
            "offered": {},
            "passed": {},
        }.items()
    }
    put_up(names["offered"], cast.lin)
    close(names["passed"], cast.lin, cast.guo)
    page = mei.get(f"/samples?show={show}").text
    assert {name for name in names if f"<bdi>{name}</bdi>" in page} == seen


def test_a_search_finds_supplier_or_product(mei):
    make_sample(make_supplier("Sunrise"), make_product("Desk lamp"))
    make_sample(make_supplier("Moonlight"), make_product("Cable"))
    for word in ("sunrise", "LAMP", "sun lamp"):
        found = mei.htmx("/samples", query_string={"q": word}).text
        assert "Sunrise" in found and "Moonlight" not in found


def test_the_list_costs_the_same_with_many_samples(mei, statements):
    supplier, product = make_supplier(), make_product()

    def cost():
        with statements() as seen:
            mei.get("/samples")
        return len(seen)

    make_sample(supplier, product)
    few = cost()
    for _number in range(30):
        make_sample(supplier, product)
    assert cost() == few <= 6


def test_the_page_costs_the_same_with_many_batches_and_testers(mei, cast, sample, statements):
    def cost(path):
        with statements() as seen:
            assert mei.get(path).status_code == 200
        return len(seen)

    pages = [f"/samples/{sample.id}", f"/samples/{sample.id}/test", f"/samples/{sample.id}/print"]
    few = [cost(path) for path in pages]
    for number in range(4):
        sample.add_batch(f"N{number}", None, "", stamp(cast.mei))
    for person in (cast.mei, cast.lin):
        fill(sample, person)
    many = [cost(path) for path in pages]
    assert all(more <= less for more, less in zip(many, few, strict=True))
    assert max(many) <= 15


def test_batches_stand_side_by_side_with_their_spread(mei, cast, sample):
    for batch, figure in zip(batches_of(sample), ("2", "6"), strict=True):
        mei.post(f"/samples/{sample.id}/batches/{batch}/PH02", data={"v-deviation": figure})
    page = mei.get(f"/samples/{sample.id}").text
    assert "differs by 4%, more than half of the tolerance (≤ 2%)" in page
    assert "66.7%" not in page  # a percentage is no share of a percentage
    assert "One dot per tester: 2%, 6%" in page


def test_testers_who_disagree_are_named_with_the_batch(signed_in, cast, sample):
    first = batches_of(sample)[0]
    for person, figure in ((cast.mei, "1"), (cast.lin, "9")):
        signed_in(person).post(f"/samples/{sample.id}/batches/{first}/PH02", data={"v-deviation": figure})
    page = signed_in(cast.mei).get(f"/samples/{sample.id}").text
    assert "testers disagree on A" in page and "5% <small>(2)</small>" in page
    assert "The testers agree on 0 of 1 results" in page and "Too few to say more" in page


def test_what_the_records_say_carries_its_badge(mei, cast):
    dates = {"asked_on": date(2026, 11, 1), "promised_on": date(2026, 11, 10), "received_on": date(2026, 11, 11)}
    sample = make_sample(make_supplier(), make_product(), **dates)
    page = mei.get(f"/samples/{sample.id}").text
    assert page.count("From data") == 1 and "promised 2026-11-10, received 2026-11-11" in page
    assert mei.get(f"/samples/{sample.id}/test").text.count("From data") == 1


def test_what_the_records_will_say_is_never_typed_and_nothing_pretends(mei, sample):
    page = mei.get(f"/samples/{sample.id}/test").text
    assert "From data" not in page and page.count("Fills itself once") == 3
    assert not any(f'id="{code}-' in page for code in ("PH12", "PH14", "PH16"))
    url = f"/samples/{sample.id}/batches/{batches_of(sample)[0]}/PH14"
    assert mei.post(url, data={"v-late_days": "-2"}).status_code == 404


def test_a_batch_is_added_renamed_deleted_and_brought_back(mei, sample):
    url = f"/samples/{sample.id}/batches"
    assert mei.post(url, data={"number": "C", "received_on": "2026-11-24"}).status_code == 303
    assert mei.post(url, data={"number": "C"}).status_code == 422
    batch = batches_of(sample)[2]
    assert mei.post(f"{url}/{batch}/edit", data={"number": "A", "version": 1}).status_code == 422
    assert mei.post(f"{url}/{batch}/edit", data={"number": "C2", "version": 1}).status_code == 303
    answer = mei.post(f"{url}/{batch}/edit", data={"number": "C3", "version": 1})
    assert answer.status_code == 409 and "C2" in answer.text
    mei.post(f"{url}/{batch}/remove")
    assert len(batches_of(sample)) == 2
    undo = mei.get(f"/samples/{sample.id}").text.split('action="/undo/')[1].split('"')[0]
    mei.post(f"/undo/{undo}")
    assert len(batches_of(sample)) == 3
    assert trail_tells("batch.add", "batch.edit", "batch.remove", "batch.restore")


def test_a_batch_of_another_sample_is_not_there(mei, sample):
    other = make_sample(make_supplier("Other"), make_product())
    batch = batches_of(other)[0]
    assert mei.get(f"/samples/{sample.id}/batches/{batch}/edit").status_code == 404
    assert mei.post(f"/samples/{sample.id}/batches/{batch}/PH02", data={"v-deviation": "1"}).status_code == 404
    assert not tables.Measurement.select().exists()


def test_a_tester_is_asked_finishes_and_can_be_taken_off(mei, cast, sample):
    url = f"/samples/{sample.id}/testers"
    assert mei.post(url, data={"user": cast.mei.id, "due_on": "2026-12-01"}).status_code == 303
    assert mei.post(url, data={"user": cast.guo.id}).status_code == 422
    mei.post(f"{url}/done", data={"done": "yes"})
    assert tables.Tester.get().done_at == NOW
    mei.post(f"{url}/done", data={"done": "no"})
    assert tables.Tester.get().done_at is None
    mei.post(f"{url}/{cast.mei.id}/remove")
    assert not tables.Tester.select().exists()
    assert trail_tells("sample.assign", "sample.finish", "sample.dismiss")


def test_the_empty_sheet_prints_every_criterion_with_its_limit_and_boxes(mei, sample):
    page = mei.get(f"/samples/{sample.id}/print?blank=1").text
    assert all(one.text.en in page for one in PHYSICAL.criteria if not one.applies_when)
    assert "≤ 2%" in page and "☐ yes ☐ no" in page and "Checked by" in page


def test_a_finished_test_prints_with_its_verdict_and_who_signed(mei, cast, sample):
    fill(sample, cast.mei)
    close(sample, cast.mei, cast.lin)
    page = mei.get(f"/samples/{sample.id}/print").text
    assert "Signed by Mei Chen" in page and "Signed by 林悦" in page and "The rule proposes: Passed." in page


def test_a_deleted_sample_can_be_brought_back(mei, sample):
    mei.post(f"/samples/{sample.id}/remove")
    undo = mei.get("/samples").text.split('action="/undo/')[1].split('"')[0]
    assert mei.get(f"/samples/{sample.id}").status_code == 404
    mei.post(f"/undo/{undo}")
    assert mei.get(f"/samples/{sample.id}").status_code == 200
    assert trail_tells("sample.remove", "sample.restore")


def test_a_signed_sample_is_not_deleted(mei, cast, sample):
    close(sample, cast.mei, cast.lin)
    assert mei.post(f"/samples/{sample.id}/remove").status_code == 423
    assert Sample.get().deleted_at is None
    assert mei.get(f"/samples/{sample.id}").status_code == 200
