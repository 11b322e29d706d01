"""The label of a sealed sample or reference order, in both languages."""

from __future__ import annotations

from typing import NamedTuple

from flask import render_template, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from portal.references.rules import Reference
from portal.web.filters import day
from portal.web.language import HTML_LANG
from portal.web.qr import qr
from portal.web.words import word

Caption = list[tuple[str, str]]  # language and text; without a language where all say the same


class LabelLine(NamedTuple):
    caption: Caption
    value: str


def label(reference: Reference) -> str:
    """One A6 label in both languages, with a code that leads to the page."""
    captions = both_captions(reference)
    address = url_for("references.show", id=reference.id, _external=True)
    return render_template(
        "references/label.html",
        reference=reference,
        kind=captions["kind"],
        lines=[LabelLine(captions[name], value or "—") for name, value in label_values(reference).items()],
        accepted=captions["accepted"],
        nothing=captions["none"],
        address=address,
        qr=qr(address),
        back=url_for("references.show", id=reference.id),
    )


def label_values(reference: Reference) -> dict[str, str | None]:
    return {
        "product": reference.product,
        "supplier": reference.supplier,
        "batch": reference.batch,
        "sealed_on": day(reference.sealed_on),
        "keeper": reference.keeper,
        "place": reference.place,
        "valid_until": day(reference.valid_until),
    }


def both_captions(reference: Reference) -> dict[str, Caption]:
    """What stands before each line of a label, in every language it is told apart in."""
    sides = {}
    for language, html_language in HTML_LANG.items():
        with force_locale(language):
            sides[html_language] = captions(reference)
    first, *others = sides.values()
    return {
        name: [("", text)]
        if all(other[name] == text for other in others)
        else [(language, side[name]) for language, side in sides.items()]
        for name, text in first.items()
    }


def captions(reference: Reference) -> dict[str, str]:
    """The same in the language that is on."""
    return {
        "kind": word(reference.kind, "reference"),
        "product": _("Product"),
        "supplier": _("Supplier"),
        "batch": _("Batch"),
        "sealed_on": _("Sealed on"),
        "keeper": _("Keeper"),
        "place": _("Kept at"),
        "valid_until": _("Valid until"),
        "accepted": _("Accepted deviations"),
        "none": _("none"),
    }
