"""The verdict on a sample made ready for its page and its paper: what the rule proposes, and what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.samples.models.verdicts import VerdictEventLine
from portal.samples.rules.sample_tests import LeftOut, SampleTest
from portal.samples.rules.sampling import Severity
from portal.samples.rules.verdicts import PASS_SCORE, RETEST_SCORE, Proposal, SampleVerdict
from portal.web.filters import listed, local_text, number
from portal.web.tags import Looks, Tag, tag_of
from portal.web.words import word

VERDICT_LOOKS: Looks = {
    SampleVerdict.passed: ("ok", "check"),
    SampleVerdict.retest: ("warn", "warn"),
    SampleVerdict.drop: ("bad", "warn"),
}


class ProposalText(NamedTuple):
    """What the rule proposes, in sentences; empty where it has nothing to say."""

    verdict: str
    reasons: str
    score: str
    failed: list[str]  # by severity
    open: str
    left_out: list[str]  # by severity
    critical_out: bool


class VerdictEvent(NamedTuple):
    at: datetime
    by: str
    verb: str
    verdict: Tag | None
    reason: str


def verdict_tag(verdict: str) -> Tag:
    return tag_of(verdict, "verdict", VERDICT_LOOKS)


def for_signature() -> Tag:
    return Tag(_("For signature"), "info", "edit")


def proposal_text(test: SampleTest) -> ProposalText:
    proposal = test.proposal
    return ProposalText(
        _("The rule proposes: %(verdict)s.", verdict=word(proposal.outcome, "verdict"))
        if proposal.outcome
        else _("The rule cannot say yet."),
        _("; ").join(word(reason, "verdict_reason") for reason in proposal.reasons),
        score_text(test),
        failures(test, proposal),
        _("Still open: %(criteria)s", criteria=names(test, proposal.open)) if proposal.open else "",
        [*left_out(test), *taken_off(test)],
        any(left.critical for left in test.left_out),
    )


def score_text(test: SampleTest) -> str:
    score, policy = test.proposal.score, test.facts.policy
    if score is None:
        return ""
    text = _(
        "Score %(score)s of 100; passes from %(line)s, retest from %(retest)s",
        score=number(round(score, 1)),
        line=number(policy[PASS_SCORE]),
        retest=number(policy[RETEST_SCORE]),
    )
    return _("; ").join((text, shipped_text(test))) if test.left_out else text


def shipped_text(test: SampleTest) -> str:
    """How much of the shipped sheet the score rests on."""
    done, shipped = test.shipped_results
    return ngettext(
        "%(done)s of %(num)d shipped test has a result that counts",
        "%(done)s of %(num)d shipped tests have a result that counts",
        shipped,
        done=done,
    )


def failures(test: SampleTest, proposal: Proposal) -> list[str]:
    return [
        _("%(severity)s, failed: %(criteria)s", severity=word(severity, "severity"), criteria=names(test, codes))
        for severity, codes in proposal.failed.items()
        if codes
    ]


def left_out(test: SampleTest) -> list[str]:
    """What was not tested, with the reason of each: it is neither passed nor failed."""
    by_severity = {severity: [left for left in test.left_out if left.criterion.severity is severity]
                   for severity in Severity}  # fmt: skip
    return [
        ngettext(
            "%(severity)s, %(num)d test left out: %(tests)s",
            "%(severity)s, %(num)d tests left out: %(tests)s",
            len(lefts),
            severity=word(severity, "severity"),
            tests=_("; ").join(left_text(left) for left in lefts),
        )
        for severity, lefts in by_severity.items()
        if lefts
    ]


def taken_off(test: SampleTest) -> list[str]:
    tests = listed(local_text(left.criterion.text) for left in test.taken_off)
    return [_("Taken off after it had failed: %(tests)s", tests=tests)] if tests else []


def left_text(left: LeftOut) -> str:
    about = {"test": local_text(left.criterion.text), "reason": left.reason}
    if left.failed:
        return _("%(test)s (%(reason)s; what was measured had failed)", **about)
    return _("%(test)s (%(reason)s)", **about)


def names(test: SampleTest, codes: Iterable[str]) -> str:
    return listed(local_text(test.template.criterion(code).text) for code in codes)


def events(history: Iterable[VerdictEventLine]) -> list[VerdictEvent]:
    """Every verdict put up, signed or taken off, with what was said for it."""
    return [event_of(line) for line in history]


def event_of(line: VerdictEventLine) -> VerdictEvent:
    verdict = line.after.get("verdict")
    return VerdictEvent(
        line.at,
        line.by,
        word(line.verb, "sample_event"),
        Tag(word(verdict, "verdict"), "line") if verdict else None,
        line.after.get("reason") or line.after.get("alone") or "",
    )
