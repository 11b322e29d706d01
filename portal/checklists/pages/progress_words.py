"""How far a list is, in sentences."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.checklists.queries import GivenAnswerLine
from portal.checklists.rules.progress import ListProgress, ListScore, ListVerdict, kept_score
from portal.core.rules.thresholds import Result
from portal.facts.standing import ListStanding
from portal.web.filters import listed, moment, number


def gate_sentence(progress: ListProgress, lacking: Collection[str], score: ListScore, opens: str) -> str:
    """The gate in a line: must-haves, then the score. `lacking`: must-haves without their note or file; `opens`: what
    can begin, or empty."""
    if not progress.gate.ok:
        return must_haves_left(progress.gate)
    if lacking:
        return ngettext(
            "%(num)d must-have lacks its note or file", "%(num)d must-haves lack their note or file", len(lacking)
        )
    if score.score is None:
        return _("No must-have is open, and nothing that applies is answered")
    if score.result is not Result.passed:
        return _(
            "Every must-have is met, and the score %(score)s is below %(limit)s",
            score=number(score.whole_tenths),
            limit=number(score.pass_line),
        )
    return _("Every must-have is met: %(stage)s can begin", stage=opens) if opens else _("Every must-have is met")


def must_haves_left(gate: ListVerdict) -> str:
    parts = []
    if gate.contradicted:
        number = len(gate.contradicted)
        parts.append(
            ngettext("the records contradict %(num)d must-have", "the records contradict %(num)d must-haves", number)
        )
    if gate.failed:
        number = len(gate.failed)
        parts.append(ngettext("%(num)d must-have is not met", "%(num)d must-haves are not met", number))
    if gate.open and gate.failed:
        parts.append(ngettext("%(num)d is open", "%(num)d are open", len(gate.open)))
    elif gate.open:
        number = len(gate.open)
        parts.append(ngettext("%(num)d must-have is still open", "%(num)d must-haves are still open", number))
    sentence = _(", ").join(parts)
    return sentence[:1].upper() + sentence[1:]


def progress_sentence(standing: ListStanding, differing: int = 0) -> str:
    """Items answered, must-haves met, score. `differing`: items of a signed list that the records see otherwise."""
    progress = standing.progress
    whole, musts = progress.whole, progress.musts
    answered = _(
        "%(done)s of %(all)s answered, %(data)s of them from data",
        done=whole.answered,
        all=whole.applicable,
        data=standing.from_data,
    )
    met = _(
        "must-haves %(done)s of %(all)s",
        done=progress.musts_met,
        all=musts.applicable,
    )
    tenths = ListScore.of(progress, standing.lookup).whole_tenths
    score = _("no score yet") if tenths is None else _("score %(score)s of 100", score=number(tenths))
    against = against_words(len(progress.contradicted))
    if differing:
        against.append(
            ngettext(
                "%(num)d item differs from the records today", "%(num)d items differ from the records today", differing
            )
        )
    return " · ".join((answered, met, score, *against))


def against_words(number: int) -> list[str]:
    """How many answers the records contradict; nothing where none."""
    if not number:
        return []
    return [ngettext("the records contradict %(num)d answer", "the records contradict %(num)d answers", number)]


def latest_sentence(line: GivenAnswerLine) -> str:
    """Who answered last, and when."""
    return _("last: %(name)s, %(at)s", name=line.by or _("The program"), at=moment(line.at))


def score_sentence(score: ListScore) -> str:
    """The score held against the two lines of the policy, with what it was counted from."""
    about = {
        "score": number(score.whole_tenths) if score.whole_tenths is not None else "",
        "done": score.answered,
        "all": score.applicable,
        "limit": number(score.pass_line),
        "watch": number(score.watch_line),
    }
    match score.result:
        case Result.passed:
            return _("Score %(score)s of 100, from %(done)s of %(all)s answered; needed: %(limit)s", **about)
        case Result.warned:
            return _(
                "Score %(score)s of 100, from %(done)s of %(all)s answered; needed: %(limit)s. "
                "Whoever goes on says why.",
                **about,
            )
        case Result.failed:
            return _(
                "Score %(score)s of 100, from %(done)s of %(all)s answered; needed: %(limit)s. "
                "Below %(watch)s the list is mended first.",
                **about,
            )
    return _("No score: nothing that applies is answered yet; needed: %(limit)s of 100", **about)


def unmet_text(kept: str) -> str:
    """What stood in the way of somebody who went on: codes of items, and a score that was too low."""
    return listed(unmet_part(mark) for mark in kept.split())


def unmet_part(mark: str) -> str:
    score = kept_score(mark)
    if score is None:
        return mark
    return (
        _("score %(score)s below %(limit)s", score=score[0], limit=score[1])
        if score[0]
        else _("no score, needed %(limit)s", limit=score[1])
    )
