"""What the codes of a need are called."""

from __future__ import annotations

from typing import Any

from flask_babel import lazy_gettext as _l

from portal.needs.rules import CandidateBlock, NeedState, Unknown

WORDS: dict[str, dict[str, Any]] = {
    "need_way": {NeedState.open: _l("Open"), NeedState.closed: _l("Closed")},
    "compliance": {
        "test_report": _l("Test report"),
        "certificate": _l("Mandatory certificate"),
        "licence": _l("Industry permit"),
        "brand_authorisation": _l("Brand authorisation"),
        "source_evidence": _l("Source evidence"),
        "age_limit": _l("Age limit"),
        "label": _l("Labelling"),
        "none": _l("No special need"),
    },
    "need_block": {
        CandidateBlock.banned: _l("banned category"),
        CandidateBlock.no_quote: _l("no quote"),
        CandidateBlock.expired: _l("the quote has expired"),
        CandidateBlock.no_rate: _l("no exchange rate"),
        CandidateBlock.too_little: _l("cannot deliver the whole first order"),
        CandidateBlock.over: _l("over the highest acceptable cost"),
        CandidateBlock.too_slow: _l("too slow"),
        CandidateBlock.dropped: _l("its sample was dropped"),
        CandidateBlock.no_sample: _l("no sample has passed"),
    },
    "need_unknown": {
        Unknown.no_product: _l("which product the need is for"),
        Unknown.no_category: _l("the category"),
        Unknown.no_order: _l("the first order quantity"),
        Unknown.no_limit: _l("the highest acceptable cost"),
        Unknown.fees: _l("some fees"),
        Unknown.no_lead: _l("its lead time"),
        Unknown.no_longest: _l("the longest lead time"),
    },
    "record": {
        "need": _l("Need"),
        "need_candidate": _l("Candidate of a need"),
    },
    "verb": {
        "need.close": _l("closed a need"),
        "need.reopen": _l("opened a need again"),
    },
    "column": {
        "need.reason": _l("Reason"),
        "closed_on": _l("Closed on"),
        "need": _l("Need"),
    },
}
