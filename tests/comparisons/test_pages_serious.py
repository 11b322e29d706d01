"""What weighs most among what to know: serious word of mouth nobody answered, papers that lack or ran out."""

from __future__ import annotations

import re
from datetime import date
from html import unescape

import pytest

from portal.settings.models.categories import Category
from portal.suppliers.models.suppliers import ReputationNote
from tests.cast import NOW, TODAY, stamp
from tests.comparisons.makers import address, make_goods, make_offer, make_paper, make_rival, make_verdict

pytestmark = pytest.mark.usefixtures("noon")


@pytest.fixture
def goods(cast):
    made = make_goods(powered=True)
    Category.update(permit="3C").execute()
    return made


@pytest.fixture
def rivals(goods):
    sellers = [make_rival("North"), make_rival("South")]
    for seller, price in zip(sellers, ("40", "44"), strict=True):
        make_offer(seller, goods, price)
        make_verdict(seller, goods)
        make_paper(seller, "permit", date(2027, 6, 1))
        make_paper(seller, "certificate", date(2027, 6, 1))
    return sellers


@pytest.fixture
def remarks(signed_in, cast, goods, rivals):
    """The lines of what to know: words and where their links lead."""

    def reader(language="en", paper=False):
        url = address(goods, *rivals)
        page = signed_in(cast.guo, language).get(url.replace("show", "print") if paper else url).text
        section = page.split("<h2>" + ("To know before deciding" if language == "en" else "决定前要知道"))[1]
        lines = re.findall(r"<li>(.*?)</li>", section.split("</section>")[0], re.S)
        return [
            (
                re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", line))).strip(),
                re.findall(r'href="(/suppliers[^"]*)"', line),
            )
            for line in lines
        ]

    return reader


def note(supplier, **about):
    words = {"source": "court", "source_kind": "court", "tone": "bad", "on": TODAY, "text": "Sued", "created_at": NOW}
    return ReputationNote.create(supplier=supplier, **(words | about))


def test_a_serious_note_is_named_with_its_rows_until_somebody_answers(remarks, rivals):
    made = note(rivals[0], matter="fraud")
    note(rivals[1])  # bad, but nothing of these
    sentence = "North : 1 note of a court, fraud or a sanction that nobody answered."
    [(words, links)] = [line for line in remarks() if "nobody answered" in line[0]]
    assert words.replace("North:", "North :").startswith(sentence)
    assert links == [f"/suppliers/{rivals[0].id}#reputation"]
    assert any("还没人回应" in words for words, _links in remarks("zh"))
    assert any("nobody answered" in words for words, _links in remarks(paper=True))
    made.settle("Settled out of court, papers seen", made.version, stamp())
    assert not any("nobody answered" in words for words, _links in remarks())


def test_a_required_permit_that_is_missing_is_named(remarks, rivals, goods):
    assert not any("not on file" in words for words, _links in remarks())
    other = make_rival("West")
    make_offer(other, goods, "45")
    make_verdict(other, goods)
    rivals.append(other)
    [(words, links)] = [line for line in remarks() if "not on file, though such goods need it" in line[0]]
    assert "West" in words and "Permit" in words
    assert links == [f"/suppliers/{other.id}#documents"]


def test_a_paper_that_ran_out_is_named_and_a_licence_that_did_is_told_once_as_its_gate(remarks, rivals, goods):
    other = make_rival("West", licence=False)
    make_offer(other, goods, "45")
    make_verdict(other, goods)
    for kind in ("permit", "certificate", "licence"):
        make_paper(other, kind, date(2026, 11, 1))
    rivals.append(other)
    lines = remarks()
    [(words, links)] = [line for line in lines if "run out:" in line[0]]
    assert "West" in words and "licence" not in words.casefold() and links == [f"/suppliers/{other.id}#documents"]
    assert any("does not pass: licence in date" in words for words, _links in lines)
    assert any("run out:" in words for words, _links in remarks(paper=True))
