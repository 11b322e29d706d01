"""The next steps as the first page shows them: one sentence, its reason, one press, and the way to put it off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from portal.core.rules.money import from_micros
from portal.home.forms import StepSnoozeForm
from portal.home.rules.next_steps import CheapOffer, OpenStep, PutOff, StepList, StepRule
from portal.web.clock import today
from portal.web.filters import day, number, unit_money
from portal.web.submit_once import new_key
from portal.web.words import word

SYMBOLS = {
    StepRule.sample: "flask",
    StepRule.freight: "chat",
    StepRule.move: "check",
    StepRule.agreement: "file",
    StepRule.licence: "shop",
    StepRule.second_sample: "flask",
    StepRule.single: "clock",
}
A_WEEK = timedelta(days=7)


class StepLink(NamedTuple):
    text: str
    url: str


class NextStepRow(NamedTuple):
    id: str  # of its place on the page
    symbol: str
    sentence: str
    rows_url: str  # of what it counts
    reason: str
    offers: list[StepLink]
    press: StepLink
    form: StepSnoozeForm
    open: bool  # somebody is putting it off


class WaitingStepRow(NamedTuple):
    sentence: str
    rows_url: str
    about: str  # until when, by whom and why
    back_url: str


def step_section(steps: StepList, sent: StepSnoozeForm | None = None) -> dict[str, Any]:
    """`sent`: what somebody sent and could not be taken as it is."""
    return {
        "steps": [step_row(step, sent) for step in steps.steps],
        "waiting": [waiting_row(step, mark) for step, mark in steps.waiting],
    }


def step_row(step: OpenStep, sent: StepSnoozeForm | None) -> NextStepRow:
    mine = sent is not None and sent.key_of_step == step.key
    return NextStepRow(
        f"step-{step.rule}-{step.subject}",
        SYMBOLS[step.rule],
        step_sentence(step),
        rows_url(step),
        step_reason(step),
        offer_links(step.offers),
        press(step),
        sent if mine and sent is not None else snooze_form(step),
        mine,
    )


def snooze_form(step: OpenStep) -> StepSnoozeForm:
    about = {"rule": str(step.rule), "subject": step.subject, "until": today() + A_WEEK, "key": new_key()}
    return StepSnoozeForm(None, data=about)


def waiting_row(step: OpenStep, mark: PutOff) -> WaitingStepRow:
    about = _("until %(day)s, %(name)s: %(reason)s", day=day(mark.until), name=mark.by, reason=mark.reason)
    return WaitingStepRow(step_sentence(step), rows_url(step), about, url_for("step_snoozes.remove", id=mark.id))


def step_sentence(step: OpenStep) -> str:
    named = {"number": number(step.number), "of": number(step.of), "name": step.name}
    match step.rule:
        case StepRule.sample:
            return _("%(number)s suppliers quote %(name)s, and nobody has tried a sample", **named)
        case StepRule.second_sample:
            return _("%(number)s suppliers quote %(name)s, and there is a sample of only one", **named)
        case StepRule.freight:
            return _("%(name)s: %(number)s of %(of)s quotes do not say what the freight is", **named)
        case StepRule.move:
            status = word(step.status or "", "status")
            return _("%(name)s: sample passed, agreement signed, still “%(status)s”", status=status, **named)
        case StepRule.agreement:
            return _("%(name)s: sample passed on %(day)s, no agreement in force", day=day(step.day), **named)
        case StepRule.licence:
            return ngettext(
                "%(num)d supplier you deal with has no licence on file",
                "%(num)d suppliers you deal with have no licence on file",
                step.number,
            )
        case StepRule.single:
            return _("Only one supplier quotes %(name)s", **named)


def step_reason(step: OpenStep) -> str:
    """Why it is worth doing; before the offers it rests on, where there are any."""
    priced = any(offer.micros is not None for offer in step.offers)
    units = {"units": number(step.units), "wanted": number(step.wanted)}
    match step.rule:
        case StepRule.sample if priced and step.wanted:
            return _("None of them sells %(wanted)s. Lowest unit prices for %(units)s, freight not counted:", **units)
        case StepRule.second_sample if priced and step.wanted:
            return _(
                "None of the others sells %(wanted)s. The lowest unit price for %(units)s, freight not counted:",
                **units,
            )
        case StepRule.sample if priced:
            return _("Lowest unit prices for %(units)s, freight not counted:", units=number(step.units))
        case StepRule.second_sample if priced:
            return _(
                "The lowest unit price of the others for %(units)s, freight not counted:", units=number(step.units)
            )
        case StepRule.sample | StepRule.second_sample:
            return _("None of the others quotes in the money of the team; begin with:")
        case StepRule.freight:
            return _("Until they do, nobody can say which is the cheapest.")
        case StepRule.move:
            return _(
                "By its records it can become “%(status)s”; its page says if a step is missing.",
                status=word(step.to or "", "status"),
            )
        case StepRule.agreement:
            return _("If you order without one, nothing holds when prices rise or goods come back.")
        case StepRule.licence:
            return _("Without it you do not know whom you pay.")
        case StepRule.single:
            return _("Without a second price you cannot tell whether the first is a good one.")


def offer_links(offers: Iterable[CheapOffer]) -> list[StepLink]:
    return [StepLink(offer_text(offer), url_for("quotes.show", id=offer.quote)) for offer in offers]


def offer_text(offer: CheapOffer) -> str:
    return offer.name if offer.micros is None else f"{offer.name} {unit_money(from_micros(offer.micros))}"


def rows_url(step: OpenStep) -> str:
    """The page of the rows that a step counts."""
    match step.rule:
        case StepRule.move | StepRule.agreement:
            return url_for("samples.show", id=step.sample, _anchor="verdict")
        case StepRule.licence:
            return url_for("suppliers.index", licence="none")
    return url_for("products.show", id=step.subject, _anchor="offers")


def press(step: OpenStep) -> StepLink:
    """The one press with which it begins: what to press, and the form it leads to, filled in."""
    match step.rule:
        case StepRule.sample | StepRule.second_sample:
            suppliers = [offer.supplier for offer in step.offers]
            first, then = suppliers[0], suppliers[1:]
            text = _("Ask the two for samples") if then else _("Ask for a sample")
            return StepLink(text, url_for("samples.new", product=step.subject, supplier=first, then=then))
        case StepRule.freight:
            return StepLink(_("Ask once for all"), url_for("freight_questions.show", id=step.subject))
        case StepRule.move:
            status = word(step.to or "", "status")
            url = url_for("suppliers.show", id=step.subject, to=step.to, _anchor="status")
            return StepLink(_("Move to “%(status)s”", status=status), url)
        case StepRule.agreement:
            return StepLink(_("Draft the agreement"), url_for("agreements.new", supplier=step.subject))
        case StepRule.licence:
            return StepLink(_("See who"), url_for("suppliers.index", licence="none"))
        case StepRule.single:
            return StepLink(_("Add a second price"), url_for("quotes.new", product=step.subject))
