"""The comparison on paper: one landscape page for a meeting, in both languages, with nothing cut off."""

from __future__ import annotations

import re
import shutil
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from portal.products.models import Product
from portal.quotes.models import Quote
from portal.settings.models.rates import FxRate
from portal.suppliers.models.suppliers import Supplier
from tests.comparisons.makers import address, make_crowded_meeting, make_first_meeting, make_meeting

A4_LANDSCAPE = (842, 595)  # points
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">')

# Every word of the page that is meant for paper.
SEEN = """() => {
  const walk = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const words = [];
  for (let node; (node = walk.nextNode()); )
    if (node.parentElement.checkVisibility() && !node.parentElement.closest(".vh"))
      words.push(...node.data.split(/\\s+/).filter(Boolean));
  return words;
}"""

pytestmark = pytest.mark.skipif(not shutil.which("pdfinfo"), reason="PAPER NOT TESTED: install poppler-utils")


@pytest.fixture(scope="module")
def meeting(served: Any) -> Any:
    FxRate.delete().execute()
    return make_meeting(served[2].today)


@pytest.fixture(scope="module")
def crowded(served: Any) -> Any:
    return make_crowded_meeting(served[2].today)


@pytest.fixture(scope="module")
def first(served: Any) -> Any:
    return make_first_meeting(served[2].today)


def most_quoted() -> tuple[Product, list[Supplier]]:
    """The demo's product that most suppliers quote."""
    sellers: dict[int, set[int]] = {}
    for quote in Quote.select():
        sellers.setdefault(quote.product_id, set()).add(quote.supplier_id)
    key = max(sellers, key=lambda product: len(sellers[product]))
    return Product.get_by_id(key), list(Supplier.select().where(Supplier.id.in_(sellers[key])))


def printed(page: Page, path: Path, **options: Any) -> Path:
    page.pdf(path=str(path), prefer_css_page_size=True, **options)
    return path


def poppler(tool: str, path: Path, *options: str) -> str:
    out = [] if tool == "pdfinfo" else ["-"]
    return subprocess.run([tool, *options, str(path), *out], capture_output=True, text=True, check=True).stdout


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_a_comparison_is_one_page_with_every_word_on_it(live, meeting, tmp_path, number, language):
    goods, suppliers = meeting
    page = live.open("mei", language)
    page.goto(address(goods, *suppliers[:number]).replace("/show", "/print"))
    path = printed(page, tmp_path / "comparison.pdf")
    info = poppler("pdfinfo", path)
    assert re.search(r"Pages:\s+1\n", info), info
    width, height = (round(float(one)) for one in re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", info).groups())
    assert (width, height) == A4_LANDSCAPE
    page.emulate_media(media="print")
    text = squeezed(poppler("pdftotext", path, "-raw"))
    words = page.evaluate(SEEN)
    assert len(words) > 80
    assert not [word for word in words if word not in text]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_long_names_and_many_open_questions_still_fit_one_page(live, meeting, crowded, tmp_path, language):
    goods, suppliers = crowded
    page = live.open("mei", language)
    page.goto(address(goods, *suppliers).replace("/show", "/print"))
    path = printed(page, tmp_path / "comparison.pdf")
    assert re.search(r"Pages:\s+1\n", poppler("pdfinfo", path))
    text = squeezed(poppler("pdftotext", path, "-raw"))
    page.emulate_media(media="print")
    assert not [word for word in page.evaluate(SEEN) if word not in text]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_does_not_fit_stands_on_the_screen_only_and_is_named(live, tmp_path, language):
    page = live.open("mei", language)
    goods, suppliers = most_quoted()
    page.goto(address(goods, *suppliers).replace("/show", "/print"))
    text = poppler("pdftotext", printed(page, tmp_path / "demo.pdf"), "-raw")
    assert re.search(r"Pages:\s+1\n", poppler("pdfinfo", tmp_path / "demo.pdf"))
    flat = squeezed(text) if language == "zh" else " ".join(text.split())
    named = re.search(r"(?:只在屏幕上看：|On the screen only: )([^。.]+)", flat)
    table = {label.inner_text() for label in page.locator(".cmp tbody th").all()}
    assert not [label for label in re.split(r"、|和|, and |, | and ", named[1] if named else "") if label in table]


def test_no_word_leaves_the_page(live, meeting, tmp_path):
    goods, suppliers = meeting
    page = live.open("mei", "en")
    page.goto(address(goods, *suppliers).replace("/show", "/print"))
    boxes = poppler("pdftotext", printed(page, tmp_path / "comparison.pdf"), "-bbox")
    words = [tuple(float(one) for one in box) for box in WORD.findall(boxes)]
    assert len(words) > 100
    inside = "the page less 5 mm all round"
    assert not [box for box in words if box[0] < 14 or box[1] < 14 or box[2] > 828 or box[3] > 591], inside


@pytest.mark.parametrize(
    ("language", "lines"), [("en", ("Buyer", "Approved by", "Date")), ("zh", ("采购", "批准人", "日期"))]
)
def test_paper_says_who_when_from_what_and_has_lines_to_sign(live, meeting, tmp_path, language, lines):
    goods, suppliers = meeting
    page = live.open("mei", language)
    page.goto(address(goods, *suppliers).replace("/show", "/print"))
    text = poppler("pdftotext", printed(page, tmp_path / "comparison.pdf"), "-layout")
    names, day = [one.name for one in suppliers], live.world.today.isoformat()
    for word in (*lines, "Mei Chen", day, "1 USD = 7.18 CNY", *names):
        assert squeezed(word) in squeezed(text), word


def test_marks_are_shapes_and_words_so_grey_paper_is_enough(live, meeting, tmp_path):
    goods, suppliers = meeting
    page = live.open("mei", "en")
    page.goto(address(goods, *suppliers).replace("/show", "/print"))
    bare = printed(page, tmp_path / "bare.pdf", print_background=False)
    text = poppler("pdftotext", bare, "-layout")
    assert "Pages:           1" in poppler("pdfinfo", bare)
    assert "●" in text
    assert "Fails: sample passed" in text and "Not comparable now" in text
    assert "Rank 2" in text or "Tied" in text


# The size in points of each text on the page, and how far down the page reaches, as a share of what there is.
TYPE = """() => {
  const main = document.querySelector("main"), walk = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const sizes = [];
  for (let node; (node = walk.nextNode()); )
    if (node.data.trim() && node.parentElement.checkVisibility() && !node.parentElement.closest(".vh,.noprint"))
      sizes.push(0.75 * parseFloat(getComputedStyle(node.parentElement).fontSize));
  return sizes;
}"""


def body_size(page: Page) -> float:
    return 0.75 * float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.cmp td')).fontSize)"))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_type_is_nine_points_at_least_and_twelve_at_most_and_grows_with_fewer_suppliers(
    live, meeting, crowded, first, language
):
    page = live.open("mei", language)
    page.emulate_media(media="print")
    bodies = []
    for goods, suppliers in (crowded, meeting, (meeting[0], meeting[1][:2]), first):
        page.goto(address(goods, *suppliers).replace("/show", "/print"))
        assert min(page.evaluate(TYPE)) >= 8.99
        bodies.append(round(body_size(page), 1))
    assert all(9 <= size <= 12 for size in bodies)
    crowded_size, five, two, of_first = bodies
    assert crowded_size == 9 and five >= 9 and two > five and of_first > five


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_the_page_is_filled_down_to_the_lines_to_sign(live, meeting, first, tmp_path, number, language):
    page = live.open("mei", language)
    for goods, suppliers in (meeting, first):
        page.goto(address(goods, *suppliers[:number]).replace("/show", "/print"))
        path = printed(page, tmp_path / "comparison.pdf")
        assert re.search(r"Pages:\s+1\n", poppler("pdfinfo", path))
        words = [tuple(map(float, box)) for box in WORD.findall(poppler("pdftotext", path, "-bbox"))]
        tops = sorted(box[1] for box in words if box[1] < 570)  # below it stands the number of the page
        assert tops[-1] > 530, "the lines to sign stand at the foot of the page"
        gaps = [below - above for above, below in pairwise(tops)]
        assert max(gaps) < 60, "no hole, however little there is to say"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_first_meeting_gets_the_lowest_price_lines_to_write_on_and_questions(live, first, tmp_path, language):
    goods, suppliers = first
    page = live.open("mei", language)
    page.goto(address(goods, *suppliers, quantity=600).replace("/show", "/print"))
    page.emulate_media(media="print")
    drawn = page.locator(".blank").first.evaluate(
        "e => [getComputedStyle(e).color, getComputedStyle(e).borderBottomStyle]"
    )
    assert drawn == ["rgba(0, 0, 0, 0)", "solid"]
    text = squeezed(poppler("pdftotext", printed(page, tmp_path / "first.pdf"), "-raw"))
    lowest, asked = {"zh": ("单价最低", "开会时问"), "en": ("Lowestprice", "Toaskinthemeeting")}[language]
    assert lowest in text and asked in text and "¥19.78" in text and "¥1,956.00" in text
