"""Somebody who reads nothing but the page recomputes what its verdict says, in both languages."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal as D
from html import unescape

import pytest

from portal.products.models import Product
from tests.cast import TODAY
from tests.comparisons.makers import address, make_goods, make_offer, make_rate, make_rival, make_verdict

pytestmark = pytest.mark.usefixtures("noon")
MONEY = r"¥([\d,]+\.\d{2,4})"
UNITS = 600
LANDED = {"en": "Landed cost", "zh": "到岸成本"}
SENTENCES = {
    "en": {
        "recommended": r"(\S+) is recommended",
        "leads": r"(\S+) leads so far",
        "least": rf"costs least \({MONEY}, (about )?{MONEY} less than the next, {MONEY} saved on ([\d,]+)\)",
        "dearer": rf"costs {MONEY}, (about )?{MONEY} more than (\S+), {MONEY} more on ([\d,]+)",
        "same": rf"costs {MONEY}, as little as (\S+)[;.,]",
        "margin": rf"Sold at {MONEY} it leaves {MONEY} a unit",
        "unit": rf"Only unit price known: (\S+) lowest, {MONEY}; {MONEY} less a unit than the next, {MONEY} for (\d+)",
        "room": rf"(\S+) is not ranked yet: it is cheaper only if .*? come to less than {MONEY} a unit",
        "sample": r"sample ([\d.]+) points",
        "weaker": r"weaker than (\S+) in lead time, (\S+) days against (\S+) days?\.",
        "low": r"low in lead time, (\S+) days, but no ranked supplier is known to be better",
        "dear": rf"The cheapest costs {MONEY} landed, a unit sells for {MONEY}",
    },
    "zh": {
        "recommended": r"(?<!可以)推荐(\S+?)：",
        "leads": r"目前(\S+?)领先",
        "least": rf"成本最低（{MONEY}，比第二低 (约 )?{MONEY}，([\d,]+) 件省 {MONEY}）",
        "dearer": rf"成本 {MONEY}，比最低的(\S+?)高 (约 )?{MONEY}，([\d,]+) 件多 {MONEY}",
        "same": rf"成本 {MONEY}，和(\S+?)一样低",
        "margin": rf"卖 {MONEY}，每件还剩 {MONEY}",
        "unit": rf"只知道单价的：(\S+?)最低，{MONEY}；比第二低 {MONEY}，([\d,]+) 件省 {MONEY}",
        "room": rf"([^。）\s]+?)还没排进来：.*?加起来每件不到 {MONEY}",
        "sample": r"样品 ([\d.]+) 分",
        "weaker": r"交期不如(\S+?)，(\S+) 天 对 (\S+) 天",
        "low": r"交期偏弱，(\S+) 天，不过进排名的也没有更好的",
        "dear": rf"最便宜的到岸也要 {MONEY}，售价才 {MONEY}",
    },
}


class SheetReader:
    """The verdict and the table of a page, as somebody reads them."""

    def __init__(self, page: str, language: str) -> None:
        self.language = language
        self.verdict = plain(page.split('id="verdict"')[1].split("</div>")[0])
        table = page.split('class="cmp"')[1].split("</table>")[0]
        heads = re.findall(r'href="/suppliers/\d+"[^>]*>(.*?)</a>', table.split("</thead>")[0], re.S)
        self.names = [plain(head) for head in heads]
        self.rows = dict(row_of(row) for row in re.findall(r"<tr[^>]*>\s*<th[^>]*scope=\"row\".*?</tr>", table, re.S))

    def costs(self) -> dict[str, D]:
        """The landed costs that are known, to the smallest coin."""
        cells = next(cells for label, cells in self.rows.items() if label.startswith(LANDED[self.language]))
        known = zip(self.names, cells, strict=True)
        return {name: amount(cell).quantize(D("0.01")) for name, cell in known if re.match(MONEY, cell)}

    def totals(self) -> dict[str, D]:
        """What the whole order comes to, in the row of the landed cost."""
        cells = next(cells for label, cells in self.rows.items() if label.startswith(LANDED[self.language]))
        known = ((name, re.findall(MONEY, cell)) for name, cell in zip(self.names, cells, strict=True))
        return {name: number(amounts[1]) for name, amounts in known if len(amounts) > 1}

    def least(self) -> dict[str, D]:
        """What is known of the others."""
        cells = next(cells for label, cells in self.rows.items() if label.startswith(LANDED[self.language]))
        partly = re.compile(rf"(?:at least|至少) ?{MONEY}")
        known = zip(self.names, cells, strict=True)
        return {name: amount(cell).quantize(D("0.01")) for name, cell in known if partly.search(cell)}

    def days(self) -> dict[str, D]:
        """The lead times."""
        cells = next(cells for label, cells in self.rows.items() if label.startswith(("Lead time", "交期")))
        known = zip(self.names, cells, strict=True)
        return {name: D(match[1]) for name, cell in known if (match := re.match(r"([\d.]+) ?(?:days?|天)", cell))}

    def tells(self, sentence: str) -> tuple[str, ...] | None:
        found = re.search(SENTENCES[self.language][sentence], self.verdict)
        return found.groups() if found else None


def plain(markup: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", markup))).strip().removeprefix("> ")


def row_of(markup: str) -> tuple[str, list[str]]:
    label, *_rest = re.findall(r"<th.*?</th>", markup, re.S)
    return plain(label), [plain(cell) for cell in re.findall(r"<td.*?</td>", markup, re.S)]


def amount(text: str) -> D:
    return D(re.search(MONEY, text)[1].replace(",", ""))


def number(text: str) -> D:
    return D(text.replace(",", ""))


@pytest.fixture
def cup(cast):
    return make_goods(name="Cup", sale_price=D(79))


def seller(cup, name, price, verdict="pass", **about):
    supplier = make_rival(name)
    make_offer(supplier, cup, price, **about)
    if verdict:
        make_verdict(supplier, cup, verdict)
    return supplier


@pytest.fixture(params=["en", "zh"])
def read(signed_in, cast, cup, request):
    """The page of these suppliers, read."""

    def reader(*suppliers):
        browser = signed_in(cast.guo, request.param)
        return SheetReader(browser.get(address(cup, *suppliers, quantity=UNITS)).text, request.param)

    return reader


def money_of(sheet):
    """The money sentence of a leader is what the table says of it."""
    costs, totals, units = sheet.costs(), sheet.totals(), D(UNITS)
    name = (sheet.tells("recommended") or sheet.tells("leads"))[0]
    ordered = sorted(costs.values())
    if told := sheet.tells("least"):
        cost, about, less, *last = told
        saved, on = last if sheet.language == "en" else last[::-1]
        assert (number(cost), number(on)) == (costs[name], units)
        assert costs[name] == ordered[0] < ordered[1]
        assert number(less) == ordered[1] - ordered[0]
        assert number(saved) == sorted(totals.values())[1] - totals[name]
        assert bool(about) is (number(less) * units != number(saved))
    elif told := sheet.tells("dearer"):
        cost, *between, tail_a, tail_b = told
        about, over, lowest = between if sheet.language == "en" else (*between[1:], between[0])
        more, on = (tail_a, tail_b) if sheet.language == "en" else (tail_b, tail_a)
        assert (number(cost), costs[lowest], number(on)) == (costs[name], ordered[0], units)
        assert number(over) == costs[name] - ordered[0] > 0 and number(more) == totals[name] - totals[lowest]
        assert bool(about) is (number(over) * units != number(more))
    else:
        cost, other = sheet.tells("same")
        assert number(cost) == costs[name] == costs[other] == ordered[0]
    return name


def test_the_cheapest_leader(read, cup):
    sheet = read(seller(cup, "North", "36.2"), seller(cup, "South", "41.55", lead_days=21), seller(cup, "East", "43.1"))
    assert sheet.tells("recommended") == ("North",) and money_of(sheet) == "North"
    sale, left = map(number, sheet.tells("margin"))
    assert sale == 79 and left == sale - sheet.costs()["North"]


def test_the_total_in_the_row_says_whether_the_return_loss_is_in_it(read, cup):
    made = [seller(cup, "North", "36.2"), seller(cup, "South", "41.55", lead_days=21)]
    words = {"en": ("with return loss", "without return loss"), "zh": ("（含退货损耗）", "（不含退货损耗）")}
    sheet = read(*made)
    row = next(cells for label, cells in sheet.rows.items() if label.startswith(LANDED[sheet.language]))
    assert words[sheet.language][0] in row[0] and sheet.totals()["North"] == D("36.2") * D("1.02") * UNITS
    Product.update(return_rate=None).execute()
    sheet = read(*made)
    row = next(cells for label, cells in sheet.rows.items() if label.startswith(LANDED[sheet.language]))
    assert words[sheet.language][1] in row[0] and sheet.totals()["North"] == D("36.2") * UNITS


def test_a_leader_that_is_not_the_cheapest(read, cup):
    slow = seller(cup, "Slow", "40", lead_days=40, payment="prepaid")
    quick = seller(cup, "Quick", "41.3333", lead_days=3)
    assert money_of(read(slow, quick)) == "Quick"


def test_a_leader_that_costs_as_little_as_another(read, cup):
    sheet = read(seller(cup, "North", "40", lead_days=3), seller(cup, "South", "40", lead_days=28))
    assert money_of(sheet) == "North" and sheet.tells("least") is None


def test_the_sample_of_the_leader_is_the_one_of_the_table(read, cup):
    sheet = read(seller(cup, "North", "36.2", lead_days=25), seller(cup, "South", "41.55", lead_days=29))
    told, label = sheet.tells("sample"), "Sample" if sheet.language == "en" else "样品"
    cells = next(cells for name, cells in sheet.rows.items() if name.startswith(label))
    assert told is None or told[0] in cells[sheet.names.index("North")]


def test_weak_is_only_what_a_ranked_rival_is_better_in_and_the_sentence_says_who(read, cup):
    alike = {"payment": "on_delivery", "moq": 100}
    sheet = read(
        seller(cup, "North", "36.2", lead_days=25, **alike), seller(cup, "South", "41.55", lead_days=21, **alike)
    )
    rival, own, its = sheet.tells("weaker")
    assert (rival, D(own), D(its)) == ("South", sheet.days()["North"], sheet.days()["South"]) and D(its) < D(own)


def test_where_every_rival_is_slower_nobody_says_weak(read, cup):
    """Though it is far from its target itself."""
    sheet = read(seller(cup, "North", "36.2", lead_days=25), seller(cup, "South", "41.55", lead_days=29))
    assert sheet.tells("weaker") is None
    told = sheet.tells("low")
    assert told is None or D(told[0]) == min(sheet.days().values())


def test_what_one_not_ranked_would_have_to_cost(read, cup):
    vague = seller(cup, "Vague", "30", verdict=None, packing_state="unknown")
    sheet = read(seller(cup, "North", "40", lead_days=3), seller(cup, "South", "44", lead_days=20), vague)
    name, room = sheet.tells("room")
    assert name == "Vague" and number(room) == sheet.costs()["North"] - sheet.least()["Vague"]


def test_with_unit_prices_only_the_lowest_and_what_it_saves(read, cup):
    """Nobody failed anything: the first comparison of a new team."""
    unknown = {f"{fee}_state": "unknown" for fee in ("freight_per_order", "freight_per_unit", "packing", "other_fees")}
    about = unknown | {"lead_days": None, "payment": "unknown", "moq": None}
    made = [seller(cup, name, price, None, **about) for name, price in (("A", "23.04"), ("B", "19.78"), ("C", "24.5"))]
    sheet = read(*made)
    name, lowest, less, *last = sheet.tells("unit")
    saves, on = last if sheet.language == "en" else last[::-1]
    cells = next(cells for label, cells in sheet.rows.items() if label.startswith(("Unit price", "单价")))
    prices = dict(zip(sheet.names, map(amount, cells), strict=True))
    first, second, _third = sorted(prices.values())
    assert (prices[name], number(lowest), number(less)) == (first, first, second - first)
    assert number(saves) == number(less) * number(on) == D("1956.00")
    assert not re.search("fail a gate|没过门槛|未达标", sheet.verdict)


def test_where_every_offer_costs_more_than_it_sells_for(read, cup):
    Product.update(sale_price=D(30)).execute()
    sheet = read(seller(cup, "North", "40"), seller(cup, "South", "44"))
    assert sheet.tells("recommended") is None and sheet.tells("leads") is None
    cheapest, sale = map(number, sheet.tells("dear"))
    assert cheapest == min(sheet.costs().values()) > sale == 30


def test_the_price_trap_and_a_stale_rate_stand_among_what_to_know_and_stop_the_recommendation(signed_in, cast, cup):
    abroad = seller(cup, "Abroad", "3", currency="USD")
    rivals = [abroad, seller(cup, "North", "40"), seller(cup, "South", "44")]
    make_rate(value="7", on=TODAY - timedelta(days=31))
    page = plain(signed_in(cast.guo).get(address(cup, *rivals)).text)
    assert "Abroad is recommended" not in page and "Nothing is open" not in page
    assert "is 50% under ¥42.84, the middle of 2 other quotes (red line 30%): ask what is left out." in page
    assert "The rate of USD and CNY is of 2026-10-24, 31 days ago; it holds for 30." in page


@pytest.mark.parametrize(
    ("about", "headline"),
    [
        ({"tax_basis": "excluded"}, "Not comparable yet: Without tax against Tax included."),
        ({"incoterm": "EXW"}, "Not comparable yet: no delivery term against EXW."),
    ],
)
def test_prices_on_two_bases_are_not_comparable_and_the_headline_says_so(signed_in, cast, cup, about, headline):
    rivals = [seller(cup, "North", "40", **about), seller(cup, "South", "44")]
    page = plain(signed_in(cast.guo).get(address(cup, *rivals)).text)
    assert headline in page and "recommended, with" not in page


def test_a_sample_to_be_tested_again_is_told_as_that(signed_in, cast, cup):
    rivals = [seller(cup, "North", "40", "retest"), seller(cup, "South", "60", lead_days=25)]
    page = plain(signed_in(cast.guo).get(address(cup, *rivals)).text)
    assert "Not recommended yet: its sample is to be tested again." in page
    assert "nobody has checked sample passed" not in page and "not checked yet: sample" not in page
