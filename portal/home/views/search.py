"""The search of the page head: suppliers, products, papers and notes, grouped."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template, request

from portal.core.rules.search_marks import excerpt, marked, words_of
from portal.core.rules.text import clean
from portal.home.queries import search as records
from portal.web.access import permission

bp = Blueprint("search", __name__, url_prefix="/search")
LONGEST = 100


@bp.get("")
@permission("read")
def index() -> Any:
    query = clean(request.args.get("q", "")).replace("\x00", "").strip()[:LONGEST]
    words = words_of(query)
    return render_template(
        "home/search/index.html",
        query=query,
        most=records.MOST,
        suppliers=[supplier(hit, words) for hit in records.suppliers(words)] if words else [],
        products=[product(hit, words) for hit in records.products(words)] if words else [],
        papers=[paper(hit, words) for hit in records.papers(words)] if words else [],
        notes=[note(hit, words) for hit in records.notes(words)] if words else [],
    )


def supplier(hit: records.SupplierHit, words: tuple[str, ...]) -> dict[str, Any]:
    names = [marked(text, words) for text in (hit.legal_name, hit.place) if text]
    return {"id": hit.id, "name": marked(hit.name, words), "more": names, "status": hit.status} | said(hit.note, words)


def product(hit: records.ProductHit, words: tuple[str, ...]) -> dict[str, Any]:
    more = [marked(hit.code, words)] if hit.code else []
    return {"id": hit.id, "name": marked(hit.name, words), "more": more, "kind": hit.kind} | said(hit.note, words)


def paper(hit: records.PaperHit, words: tuple[str, ...]) -> dict[str, Any]:
    return {"kind": hit.kind, "id": hit.id, "title": marked(hit.title, words)} | {
        "about": marked(hit.about, words),
        **said(hit.text, words),
    }


def note(hit: records.NoteHit, words: tuple[str, ...]) -> dict[str, Any]:
    return hit._asdict() | {"about": marked(hit.about, words), "text": excerpt(hit.text, words)}


def said(text: str, words: tuple[str, ...]) -> dict[str, Any]:
    """The note of a row, where one of the words stands in it."""
    parts = excerpt(text, words)
    return {"said": parts if any(hit for _text, hit in parts) else ()}
