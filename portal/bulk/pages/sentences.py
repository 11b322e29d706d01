"""One dry sentence before a change of many records, and one after it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from portal.bulk.rules import BulkDeed, BulkPlan
from portal.web.filters import listed, sentences
from portal.web.words import word

COUNTED: dict[str, Callable[[int], str]] = {
    "suppliers": lambda number: ngettext("%(num)d supplier", "%(num)d suppliers", number),
    "products": lambda number: ngettext("%(num)d product", "%(num)d products", number),
    "quotes": lambda number: ngettext("%(num)d quote", "%(num)d quotes", number),
    "samples": lambda number: ngettext("%(num)d sample", "%(num)d samples", number),
}
ALONG: dict[str, Callable[[int], str]] = {
    "quote": COUNTED["quotes"],
    "contact": lambda number: ngettext("%(num)d contact", "%(num)d contacts", number),
    "sample": COUNTED["samples"],
}
NOTHING = {
    BulkDeed.owner: (_l("Leaves %(records)s without an owner."), _l("%(records)s without an owner now")),
    BulkDeed.until: (_l("Takes the end off %(records)s."), _l("%(records)s without an end now")),
    BulkDeed.tier: (_l("Takes the tier off %(records)s."), _l("%(records)s without a tier now")),
}
# Before and after.
SENTENCES = {
    BulkDeed.status: (_l("Moves %(records)s to %(value)s."), _l("%(records)s moved to %(value)s")),
    BulkDeed.owner: (_l("Gives %(records)s to %(value)s."), _l("%(records)s given to %(value)s")),
    BulkDeed.tier: (_l("Puts %(records)s into tier %(value)s."), _l("%(records)s now in tier %(value)s")),
    BulkDeed.tag: (_l("Tags %(records)s with %(value)s."), _l("%(records)s tagged with %(value)s")),
    BulkDeed.untag: (_l("Takes the tag %(value)s off %(records)s."), _l("Tag %(value)s taken off %(records)s")),
    BulkDeed.category: (
        _l("Puts %(records)s into the category %(value)s."),
        _l("%(records)s now in the category %(value)s"),
    ),
    BulkDeed.uncategory: (
        _l("Takes %(records)s out of the category %(value)s."),
        _l("%(records)s taken out of the category %(value)s"),
    ),
    BulkDeed.review: (_l("Reviews %(records)s next on %(value)s."), _l("%(records)s now due on %(value)s")),
    BulkDeed.until: (_l("Ends %(records)s on %(value)s."), _l("%(records)s now end on %(value)s")),
    BulkDeed.delete: (_l("Deletes %(records)s."), _l("%(records)s deleted")),
}


def records_text(noun: str, number: int) -> str:
    return COUNTED[noun](number)


def sentence(noun: str, deed: BulkDeed, number: int, value: str, done: bool = False) -> str:
    """What becomes of so many; an empty `value` takes off."""
    texts: Any = SENTENCES[deed] if value or deed not in NOTHING else NOTHING[deed]
    return str(texts[done]) % {"records": records_text(noun, number), "value": value}


def dry_sentence(noun: str, deed: BulkDeed, plan: BulkPlan, value: str) -> str:
    """What would change, who cannot and why, and what stands so already."""
    texts = [sentence(noun, deed, len(plan.able), value)] if plan.able else [_("Nothing would change.")]
    if plan.along:
        texts.append(
            _("Also gone then: %(records)s.", records=listed(ALONG[kind](many) for kind, many in plan.along.items()))
        )
    if plan.over:
        texts.append(
            ngettext(
                "%(num)d of them skips steps: its path says “taken over”, and by whom.",
                "%(num)d of them skip steps: their path says “taken over”, and by whom.",
                len(plan.over),
            )
        )
    for fault, lines in plan.unable.items():
        about = {"records": records_text(noun, len(lines)), "reason": word(fault, "bulk_fault")}
        texts.append(_("%(records)s cannot: %(reason)s.", **about))
    if plan.same:
        about, number = {"records": records_text(noun, len(plan.same))}, len(plan.same)
        texts.append(ngettext("%(records)s stands so already.", "%(records)s stand so already.", number, **about))
    return sentences(texts)
