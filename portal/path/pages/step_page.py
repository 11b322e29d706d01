"""The page of a step on the path of a supplier, or of the first list of a need."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user

from portal.checklists.forms import ReasonForm
from portal.checklists.models.runs import Run
from portal.checklists.pages.fact_records import records_for
from portal.checklists.pages.item import AGAINST, NOT_MET, OPEN, ItemInTheWay
from portal.checklists.pages.list_page import FILTERS, ListPage
from portal.checklists.pages.progress_words import unmet_text
from portal.checklists.pages.urls import step_url
from portal.checklists.queries import answers
from portal.core.models.attachments import Attachment, by_slot
from portal.core.rules.stages import Stage
from portal.core.rules.thresholds import Lookup, Result
from portal.facts.standing import ListStanding, standing_of
from portal.needs.models import Need
from portal.needs.queries import looked_at_for
from portal.path.forms import PassForm
from portal.path.models.passages import PassageLine, in_force, of_need, theirs
from portal.path.models.passages import lines as lines_of
from portal.path.models.takeovers import TakeOver, TakeOverLine, standing, takeovers
from portal.path.pages.takeovers import TakeOverText, takeover_text
from portal.path.queries.lists import contradicted_at
from portal.path.queries.standing import PathNeed, furthest
from portal.path.rules import BY_NEED, GateBar, Path, PathStep, Spot, barred, covered
from portal.settings.models.businesses import Business
from portal.settings.team import team
from portal.suppliers.models.suppliers import ReputationNote
from portal.web.words import word


class SeriousNote(NamedTuple):
    matter: str
    source: str
    url: str


NO_PROOF = (_l("note or file missing"), "warn", "clip")  # label, tone and symbol of a tag


@dataclass(kw_only=True)
class StepPage(ListPage):
    """`need` also where the list is about the supplier alone: it says on which path the reader is, and is the one
    where the supplier came furthest unless the address names another."""

    step: PathStep
    supplier: Any  # None for the list of a need
    need: Any  # None for a path without one
    business: Business
    passages: list[PassageLine]
    takeovers: list[TakeOverLine]
    judged: ListStanding | None
    needs: list[PathNeed]  # the supplier is looked at for
    banned: list[tuple[str, str]]  # categories nobody here may buy: name and reason

    template = "path/steps/show.html"

    @classmethod
    def of(
        cls, step: PathStep, supplier: Any, need: Any, business: Business, run: Run | None, show: str = ""
    ) -> StepPage:
        lines: Any = answers([run.id] + ([run.previous_id] if run.previous_id else [])) if run else {}
        needs = [PathNeed(*need) for need in looked_at_for(supplier.id)] if supplier is not None else []
        passages = lines_of(theirs(supplier.id) if supplier is not None else of_need(need.id))
        taken = takeovers(TakeOver.supplier == supplier.id) if supplier is not None else []
        if need is None and step not in BY_NEED:
            chosen, _path = furthest(supplier.id, needs, standing(taken) | in_force(passages))
            need = chosen and Need.get_by_id(chosen.id)
        return cls(
            key=step,
            run=run,
            lines=lines,
            files=by_slot(Attachment.of("run", [run.id]).get(run.id, [])) if run else {},
            show=show if show in FILTERS else "all",
            step=step,
            supplier=supplier,
            need=need,
            business=business,
            passages=passages,
            takeovers=taken,
            judged=standing_of(run, lines[run.id], records_for(run)) if run else None,
            needs=needs,
            banned=supplier.banned() if supplier is not None else [],
        )

    def address(self, **more: Any) -> str:
        return self.at("show", self.step, **more)

    def at(self, view: str, step: PathStep, **more: Any) -> str:
        return step_url(view, step, self.supplier and self.supplier.id, self.need and self.need.id, **more)

    @property
    def start_url(self) -> str:
        return self.at("start", self.step)

    @property
    def blank_url(self) -> str:
        return self.at("blank", self.step)

    @property
    def about(self) -> str:
        names = {"supplier": self.supplier.name if self.supplier else "", "need": self.need.title if self.need else ""}
        if not names["supplier"] or self.step is PathStep.needs:
            return _("Need: %(need)s", **names)
        if self.need:
            return _("Supplier: %(supplier)s, need: %(need)s", **names)
        return _("Supplier: %(supplier)s", **names)

    @property
    def next_name(self) -> str:
        return word(self.step.following, "step") if self.step.following else ""

    @property
    def heading(self) -> str:
        """The title of the page: the list, and whom or what it is about."""
        names = [self.supplier.name] if self.supplier and self.step is not PathStep.needs else []
        names = names or ([self.need.title] if self.need else [])
        return " · ".join([self.title, *names])

    @property
    def gate_title(self) -> str:
        name = word(self.step, "step")
        return (
            _("Next step: %(here)s → %(next)s", here=name, next=self.next_name)
            if self.next_name
            else _("Last step: %(here)s", here=name)
        )

    @property
    def go_label(self) -> str:
        return _("Go on to %(step)s", step=self.next_name) if self.next_name else _("Finish the path")

    @property
    def forms(self) -> dict[str, Any]:
        return {
            "go": PassForm(formdata=None, rev=self.run.rev if self.run else 0),
            "back": ReasonForm(formdata=None),
        }

    @property
    def lookup(self) -> Lookup:
        return team().policy.lookup(Stage(self.business.stage))

    @property
    def standing(self) -> ListStanding:
        if self.judged is None:
            raise KeyError(self.step)
        return self.judged

    @cached_property
    def path(self) -> Path:
        behind = standing(self.takeovers) | in_force(self.passages)
        supplier, need = self.supplier and self.supplier.id, self.need and self.need.id
        spot = Spot.of(self.step, supplier, need)
        against = contradicted_at(supplier, need) | {spot: len(self.against) if self.judged else 0}
        return Path(supplier, need, behind, against)

    @property
    def passage(self) -> PassageLine | None:
        """The passing of the gate behind this list, while it is in force."""
        passage: PassageLine | TakeOverLine | None = self.path.passage(self.step)
        return passage if isinstance(passage, PassageLine) else None

    @property
    def taken(self) -> TakeOverLine | None:
        """The supplier was taken over past this gate, and nobody passed it since."""
        takeover: PassageLine | TakeOverLine | None = self.path.passage(self.step)
        return takeover if isinstance(takeover, TakeOverLine) else None

    @property
    def takings(self) -> list[TakeOverText]:
        """Every take-over past this gate, also those taken back, newest first."""
        spot = self.path.spot(self.step)
        return [takeover_text(line) for line in self.takeovers if spot in covered(line.supplier, line.step)]

    def unmet(self, passage: PassageLine) -> str:
        """What stood in the way when somebody passed it with a reason."""
        return unmet_text(passage.in_the_way)

    @cached_property
    def passings(self) -> list[PassageLine]:
        """Every passing of this gate, also those taken back, newest first."""
        return [passage for passage in self.passages if passage.spot == self.path.spot(self.step)]

    @cached_property
    def bar(self) -> GateBar | None:
        """What keeps the gate behind this list shut for this person."""
        met = not self.in_the_way if self.judged else None
        names = [name for name, _reason in self.banned]
        score = self.score.result if self.judged else Result.unknown
        return barred(
            met, score, self.path.earlier(self.step), names, forced=current_user.may("gate"), serious=bool(self.serious)
        )

    @cached_property
    def serious(self) -> list[SeriousNote]:
        """Serious word of mouth that nobody answered: it stops the screening."""
        if self.step is not PathStep.screening:
            return []
        return [
            SeriousNote(
                word(matter, "matter"), source, url_for("suppliers.show", id=self.supplier.id, _anchor=f"note-{key}")
            )
            for key, matter, source in ReputationNote.waiting(self.supplier.id)
        ]

    @property
    def asks_why(self) -> tuple[str, ...]:
        """What whoever goes on gives a reason for: must-haves in the way, and a score that is too low."""
        return self.in_the_way + self.score.mark

    @cached_property
    def in_the_way(self) -> tuple[str, ...]:
        """Codes of must-haves that are not met, open, or without the note or file they need."""
        codes = self.standing.progress.gate.codes
        return codes + tuple(code for code in self.lacking if code not in codes)

    @property
    def lacking(self) -> tuple[str, ...]:
        return tuple(code for code in self.signable.unproved if self.standing.judged[code].must)

    @cached_property
    def obstacles(self) -> list[ItemInTheWay]:
        """The must-haves in the way, each with the reason."""
        gate = self.standing.progress.gate
        tags = dict.fromkeys(self.lacking, NO_PROOF) | dict.fromkeys(gate.failed, NOT_MET)
        tags |= dict.fromkeys(gate.contradicted, AGAINST)
        return [self.item_in_the_way(code, tags.get(code, OPEN)) for code in self.in_the_way]

    @property
    def waits(self) -> bool:
        """The gate is there to be passed, or waits for must-haves."""
        return self.passage is None and self.bar in (None, GateBar.must_haves, GateBar.score)

    @property
    def opens(self) -> str:
        """The next list, if it waits for this one alone."""
        return "" if self.path.earlier(self.step) else self.next_name

    @property
    def stopping(self) -> list[ItemInTheWay]:
        """Items of the list that end the path."""
        codes = self.judged.progress.stopped_by if self.judged else ()
        return [self.item_in_the_way(code, NOT_MET) for code in codes]

    def list_of(self, step: PathStep) -> str:
        return self.at("show", step)

    @property
    def others(self) -> list[tuple[str, str]]:
        """The other needs the supplier is looked at for: title, and this list on that path."""
        mine = self.need and self.need.id
        return [
            (need.title, step_url("show", self.step, self.supplier.id, need.id))
            for need in self.needs
            if need.id != mine
        ]
