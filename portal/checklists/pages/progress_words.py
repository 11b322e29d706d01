"""How far a list is, in sentences."""

from __future__ import annotations

from collections.abc import Collection

from flask_babel import gettext as _
from flask_babel import ngettext

from portal.checklists.queries import GivenAnswerLine
from portal.checklists.rules.progress import ListProgress
from portal.facts.standing import ListStanding
from portal.web.filters import moment


def gate_sentence(progress: ListProgress, lacking: Collection[str], opens: str) -> str:
    """The must-haves in a line. `lacking`: those without their note or file; `opens`: what can begin, or empty."""
    if not progress.gate.ok:
        return must_haves_left(len(progress.must_failed), len(progress.must_open))
    if lacking:
        return ngettext(
            "%(num)d must-have lacks its note or file", "%(num)d must-haves lack their note or file", len(lacking)
        )
    return _("Every must-have is met: %(stage)s can begin", stage=opens) if opens else _("Every must-have is met")


def must_haves_left(failed: int, still_open: int) -> str:
    if not failed:
        return ngettext("%(num)d must-have is still open", "%(num)d must-haves are still open", still_open)
    not_met = ngettext("%(num)d must-have is not met", "%(num)d must-haves are not met", failed)
    if not still_open:
        return not_met
    return not_met + ", " + ngettext("%(num)d is open", "%(num)d are open", still_open)


def progress_sentence(standing: ListStanding) -> str:
    """Items answered, must-haves met, score."""
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
        done=musts.answered - len(progress.must_failed),
        all=musts.applicable,
    )
    score = _("no score yet") if whole.score is None else _("score %(score)s of 100", score=round(whole.score))
    return " · ".join((answered, met, score))


def latest_sentence(line: GivenAnswerLine) -> str:
    """Who answered last, and when."""
    return _("last: %(name)s, %(at)s", name=line.by or _("The program"), at=moment(line.at))
