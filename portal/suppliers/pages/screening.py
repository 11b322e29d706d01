"""The screening of a supplier in the reader's language: the verdict, and each reason with its figure and limit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from portal import content
from portal.checklists.pages.sentences import listed
from portal.checklists.rules.answers import AnswerState
from portal.checklists.rules.judging import judge_typed
from portal.core.rules.thresholds import FactRule, Result
from portal.settings.team import team
from portal.suppliers.queries.lines import SupplierRecord, looked
from portal.suppliers.queries.page import LOOKED_UP
from portal.suppliers.rules.screening import Screening, ScreeningReason, ScreeningTopic, ScreeningVerdict, screen
from portal.suppliers.rules.standing import Talk
from portal.web.filters import day, number
from portal.web.tags import Looks, Tag, tag_of
from portal.web.words import word

# Where on the supplier's page the rows of a reason stand.
PLACES = {
    ScreeningTopic.banned: "facts",
    ScreeningTopic.search: "status",
    ScreeningTopic.licence: "documents",
    ScreeningTopic.names: "documents",
    ScreeningTopic.permits: "documents",
    ScreeningTopic.years: "facts",
    ScreeningTopic.serious: "reputation",
    ScreeningTopic.reputation: "reputation",
}
ITEMS = {
    ScreeningTopic.years: "P01",
    ScreeningTopic.reputation: "P05",
}  # of the shipped list, whose limits count here too


# Tone and symbol; of what is not known yet: a clock.
SIGNS = {Result.passed: ("ok-t", "check"), Result.warned: ("warn-t", "warn"), Result.failed: ("bad-t", "x")}
VERDICT_LOOKS: Looks = {
    ScreeningVerdict.stop: ("bad", "x"),
    ScreeningVerdict.open: ("", "clock"),
    ScreeningVerdict.watch: ("warn", "warn"),
    ScreeningVerdict.fit: ("ok", "check"),
}


@dataclass(frozen=True)
class ScreeningLine:
    topic: ScreeningTopic
    result: Result
    tone: str  # the class of its sign
    symbol: str
    words: str
    place: str  # an anchor; empty: no rows are kept


def screening(supplier: Any, dossier: SupplierRecord, today: date) -> tuple[ScreeningVerdict, list[ScreeningLine]]:
    """From the rows of its page."""
    rules = limits()
    within = int(team().policy.number("screening.reputation_days"))
    judged: Screening = screen(
        looked(supplier, dossier.labels, dossier.documents, dossier.notes),
        rules,
        team().policy.lookup(None),
        today,
        within,
        looked_up(dossier.labels.looked_up),
    )
    return judged.verdict, [
        line(reason, within) for reason in judged.reasons if reason.result is not Result.not_applicable
    ]


def line(reason: ScreeningReason, within: int) -> ScreeningLine:
    tone, symbol = SIGNS.get(reason.result, ("mut", "clock"))
    place = PLACES.get(reason.topic, "")
    return ScreeningLine(reason.topic, reason.result, tone, symbol, sentence(reason, within), place)


def screening_tag(verdict: ScreeningVerdict) -> Tag:
    return tag_of(verdict, "screening", VERDICT_LOOKS)


def looked_up(answer: Mapping[str, Any] | None) -> Result | None:
    """What a person found in the registers; None while nobody has looked."""
    if not answer or answer["state"] != AnswerState.answered:
        return None
    return judge_typed(content.checklists()["screening"].item(LOOKED_UP), answer["value"], team().policy.lookup(None))


def limits() -> dict[ScreeningTopic, FactRule]:
    items = content.checklists()["screening"]
    return {topic: rule for topic, code in ITEMS.items() if (rule := items.item(code).rule)}


def sentence(reason: ScreeningReason, within: int) -> str:
    """`within`: the days for which word of mouth counts."""
    return reputation(reason, within) if reason.topic is ScreeningTopic.reputation else SENTENCES[reason.topic](reason)


def banned(reason: ScreeningReason) -> str:
    if reason.result is Result.failed:
        return _("nobody here may buy: %(names)s", names=listed(reason.names))
    if reason.names:
        return _("in no category: %(names)s", names=listed(reason.names))
    if not reason.of:
        return _("neither categories nor products on file")
    return ngettext(
        "%(num)d category or product, none banned", "%(num)d categories and products, none banned", reason.of
    )


def search(reason: ScreeningReason) -> str:
    if reason.names:
        matters = listed(tuple(word(matter, "matter") for matter in reason.names))
        return _("answered “nothing found”, although a serious note is on file: %(matters)s", matters=matters)
    return {
        Result.passed: _("nothing found"),
        Result.warned: _("a minor record"),
        Result.failed: _("a serious record"),
    }.get(reason.result, _("nobody has looked yet"))


def licence(reason: ScreeningReason) -> str:
    if reason.result is Result.unknown:
        return _("none on file")
    if reason.on is None:
        return _("on file, without an end")
    if reason.result is Result.failed:
        return _("expired %(day)s", day=day(reason.on))
    return _("in date until %(day)s", day=day(reason.on))


def names(reason: ScreeningReason) -> str:
    if reason.result is Result.unknown:
        return _("legal name, or holder of a licence in date, not on file")
    if reason.names:
        return _("in another name: %(names)s", names=listed(reason.names))
    return _("the same as the legal name")


def permits(reason: ScreeningReason) -> str:
    if reason.result is Result.not_applicable:
        return _("none of its categories needs one")
    if not reason.of:
        return _("no category on file")
    share = {"ok": reason.figure, "count": reason.of}
    if reason.result is Result.unknown and reason.names:
        return _("%(ok)s of %(count)s in date; not sure: %(names)s", names=listed(reason.names), **share)
    if reason.names:
        return _("%(ok)s of %(count)s in date; missing: %(names)s", names=listed(reason.names), **share)
    return _("%(ok)s of %(count)s in date", **share)


def years(reason: ScreeningReason) -> str:
    limit = number(reason.limit)
    if reason.figure is None:
        return _("year or licence not on file; wanted: %(limit)s", limit=limit)
    return _("%(years)s years; wanted: %(limit)s", years=number(round(Decimal(reason.figure), 1)), limit=limit)


def reputation(reason: ScreeningReason, within: int) -> str:
    if reason.figure is None:
        return _("nothing heard yet; wanted: %(limit)s independent kinds of source", limit=reason.limit)
    figures = {"count": reason.figure, "days": within, "notes": reason.of, "limit": reason.limit}
    sentence = _(
        "%(count)s independent kinds of source in %(days)s days (notes: %(notes)s); wanted: %(limit)s", **figures
    )
    return _("; ").join([sentence, *tones(reason.talk)]) if reason.talk else sentence


def tones(word_of_mouth: Talk) -> list[str]:
    """What is said for and against it, where that decides; notes that count for nothing."""
    sentences = []
    if word_of_mouth.mostly_bad:
        figures = {"bad": word_of_mouth.negative, "good": word_of_mouth.positive}
        sentences.append(_("More bad (%(bad)s) than good (%(good)s).", **figures))
    if word_of_mouth.unlinked:
        number = word_of_mouth.unlinked
        sentences.append(
            ngettext(
                "%(num)d note without an address is not counted.",
                "%(num)d notes without an address are not counted.",
                number,
            )
        )
    return sentences


def serious(reason: ScreeningReason) -> str:
    matters = listed(tuple(word(matter, "matter") for matter in reason.names))
    if reason.result is Result.failed:
        return ngettext(
            "%(num)d waits for an answer with a reason: %(matters)s",
            "%(num)d wait for an answer with a reason: %(matters)s",
            int(reason.figure or 0),
            matters=matters,
        )
    return _("answered with a reason: %(matters)s", matters=matters)


SENTENCES = {
    ScreeningTopic.banned: banned,
    ScreeningTopic.search: search,
    ScreeningTopic.licence: licence,
    ScreeningTopic.names: names,
    ScreeningTopic.permits: permits,
    ScreeningTopic.years: years,
    ScreeningTopic.serious: serious,
}
