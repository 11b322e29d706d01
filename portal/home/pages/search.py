"""What the search finds, in groups, with the words that were searched for marked."""

from __future__ import annotations

from typing import NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from portal.core.rules.search_marks import Part, excerpt, marked
from portal.home.queries import search as records
from portal.home.queries.search import MOST, NoteHit, PaperHit, ProductHit, SellerHit, SupplierHit
from portal.web.filters import day
from portal.web.words import word

PAPERS = {  # what it is called, its page, its symbol
    "need": (_l("Need"), "needs.show", "target"),
    "inquiry": (_l("Inquiry"), "inquiries.show", "chat"),
    "agreement": (_l("Agreement"), "agreements.show", "file"),
}
NOTES = {  # what it is called, its symbol
    "reputation": (_l("Word of mouth"), "list"),
    "quote": (_l("Quote"), "scale"),
    "contact": (_l("Contact"), "user"),
    "reference": (_l("Sealed sample or reference order"), "lock"),
}


class SearchHit(NamedTuple):
    symbol: str
    url: str
    title: tuple[Part, ...]
    tag: str
    details: list[tuple[Part, ...]]
    text: tuple[Part, ...]
    add_url: str = ""  # the panel that adds to it

    @property
    def name(self) -> str:
        return "".join(text for text, _hit in self.title)


class SearchGroup(NamedTuple):
    """Hits of one kind, as many as fit on the page. `more`: there are others; `all_url`: the list that has them."""

    id: str
    title: str
    hits: list[SearchHit]
    more: bool
    all_url: str


def search_groups(query: str, words: tuple[str, ...]) -> list[SearchGroup]:
    """Those in which something was found."""
    if not words:
        return []
    all_suppliers, goods = url_for("suppliers.index", q=query), records.products(words)
    groups = [
        group("suppliers", _("Suppliers"), [supplier(hit, words) for hit in records.suppliers(words)], all_suppliers),
        group("products", _("Products"), [product(hit, words) for hit in goods]),
        group("sellers", _("Who quotes it"), [seller(hit) for hit in (records.sellers(words) if goods else ())]),
        group("papers", _("Needs, inquiries and agreements"), [paper(hit, words) for hit in records.papers(words)]),
        group("notes", _("Notes and contacts"), [note(hit, words) for hit in records.notes(words)]),
    ]
    return [group for group in groups if group.hits]


def group(id: str, title: str, hits: list[SearchHit], all_url: str = "") -> SearchGroup:
    return SearchGroup(id, title, hits[:MOST], len(hits) > MOST, all_url)


def supplier(hit: SupplierHit, words: tuple[str, ...]) -> SearchHit:
    details = [marked(text, words) for text in (hit.legal_name, hit.place) if text]
    url, status = url_for("suppliers.show", id=hit.id), word(hit.status, "status")
    return SearchHit(
        "shop", url, marked(hit.name, words), status, details, passage(hit.note, words), adding_url(hit.id)
    )


def product(hit: ProductHit, words: tuple[str, ...]) -> SearchHit:
    symbol = "bolt" if hit.kind == "digital" else "box"
    details = [marked(hit.code, words)] if hit.code else []
    url = url_for("products.show", id=hit.id)
    return SearchHit(symbol, url, marked(hit.name, words), "", details, passage(hit.note, words))


def seller(hit: SellerHit) -> SearchHit:
    url = url_for("suppliers.show", id=hit.id, _anchor="quotes")
    details: list[tuple[Part, ...]] = [((_("quoted on %(day)s", day=day(hit.quoted_on)), False),)]
    return SearchHit("shop", url, ((hit.name, False),), hit.product, details, (), adding_url(hit.id))


def adding_url(supplier: int) -> str:
    return url_for("adding.show", id=supplier) if current_user.may("write") else ""


def paper(hit: PaperHit, words: tuple[str, ...]) -> SearchHit:
    name, endpoint, symbol = PAPERS[hit.kind]
    url, details = url_for(endpoint, id=hit.id), [marked(hit.about, words)]
    return SearchHit(symbol, url, marked(hit.title, words), str(name), details, passage(hit.text, words))


def note(hit: NoteHit, words: tuple[str, ...]) -> SearchHit:
    name, symbol = NOTES[hit.kind]
    supplier_name, details = ((hit.supplier, False),), [marked(hit.about, words)]
    return SearchHit(symbol, note_url(hit), supplier_name, str(name), details, excerpt(hit.text, words))


def note_url(hit: NoteHit) -> str:
    """A quote and a reference have pages of their own; the others stand on the page of the supplier."""
    if hit.kind in ("quote", "reference"):
        return url_for(f"{hit.kind}s.show", id=hit.id)
    return url_for("suppliers.show", id=hit.supplier_id, _anchor="contacts" if hit.kind == "contact" else hit.kind)


def passage(text: str, words: tuple[str, ...]) -> tuple[Part, ...]:
    """The part of a note in which one of the words stands; empty where none does."""
    parts = excerpt(text, words)
    return parts if any(hit for _text, hit in parts) else ()
