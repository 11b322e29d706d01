"""Clauses taken over from another agreement or from a template of the team."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import abort
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.agreements.models import Agreement, ClauseTemplate
from portal.agreements.pages.sheet import ClauseLine
from portal.agreements.queries import templates
from portal.agreements.rules.agreements import AgreementFacts
from portal.agreements.rules.clauses import ClauseBook, Written, written_from
from portal.agreements.rules.copying import copied, lasting, left_out
from portal.core.rules.text import whole
from portal.settings.team import team
from portal.web.clock import stamp
from portal.web.filters import day
from portal.web.words import word


@dataclass(frozen=True)
class CopySource:
    """Where clauses can be taken from."""

    key: str  # "agreement-7", "template-3"
    name: str
    detail: str
    written: Written
    goods: str
    supplier_id: int | None = None

    def clauses(self, target: AgreementFacts) -> dict[str, Any]:
        """What the agreement would take over, as its row keeps it."""
        return {key: clause.to_json() for key, clause in copied(*self.toward(target)).items()}

    def left_out(self, target: AgreementFacts) -> int:
        """How many clauses it states that are not for the goods of the agreement."""
        return len(left_out(*self.toward(target)))

    def toward(self, target: AgreementFacts) -> tuple[ClauseBook, Written, str, AgreementFacts, bool]:
        return team().shelf.book, self.written, self.goods, target, self.supplier_id == target.supplier_id


def of_template(template: Any, by: str | None = None) -> CopySource:
    written = written_from(team().shelf.book, template.clauses)
    detail = " · ".join(filter(None, (word(template.goods, "goods"), by, day(template.created_at.date()))))
    return CopySource(f"template-{template.id}", template.name, detail, written, template.goods)


def of_agreement(agreement: AgreementFacts) -> CopySource:
    on = agreement.signed_on or agreement.sent_on
    detail = " · ".join(filter(None, (word(agreement.goods, "goods"), agreement.number, day(on) if on else "")))
    name = f"{agreement.supplier} · {agreement.title}"
    return CopySource(
        f"agreement-{agreement.id}", name, detail, agreement.written, agreement.goods, agreement.supplier_id
    )


def template_or_404(id: int) -> Any:
    live = ClauseTemplate.select().where(ClauseTemplate.id == id, ClauseTemplate.deleted_at.is_null())
    return live.first() or abort(404)


def source_or_404(key: str) -> CopySource:
    kind, _dash, number = key.partition("-")
    id = whole(number) or abort(404)
    if kind == "template":
        return of_template(template_or_404(id))
    read = team().shelf.read(Agreement.id == id) if kind == "agreement" else []
    return of_agreement(read[0]) if read else abort(404)


def offers(target: AgreementFacts) -> tuple[list[tuple[CopySource, int]], list[tuple[CopySource, int]]]:
    """Templates, and agreements, those of the same supplier first; each with the number of clauses it would give."""
    others = [agreement for agreement in team().shelf.read() if agreement.id != target.id]
    others.sort(key=lambda agreement: (agreement.supplier_id != target.supplier_id, -agreement.id))
    ours = [of_template(template, by) for template, by in templates()]
    return giving(ours, target), giving([of_agreement(agreement) for agreement in others], target)


def giving(sources: list[CopySource], target: AgreementFacts) -> list[tuple[CopySource, int]]:
    counted = [(source, len(source.clauses(target))) for source in sources]
    return [(source, count) for source, count in counted if count]


def copy_into(row: Any, target: AgreementFacts, source: CopySource) -> dict[str, str]:
    """Marks of the clauses that were taken over. Raises Gone."""
    return row.copy(stamp(), source.clauses(target), source.name)


def template_clauses(agreement: AgreementFacts) -> dict[str, Any]:
    """What a template keeps of an agreement."""
    return {key: clause.to_json() for key, clause in lasting(team().shelf.book, agreement.written)}


def template_lines(template: Any) -> list[ClauseLine]:
    book = team().shelf.book
    kept = dict(lasting(book, written_from(book, template.clauses)))
    return [ClauseLine(clause, kept[clause.key], False) for clause in book.clauses if clause.key in kept]


def template_choices() -> list[SelectChoice]:
    ours = [SelectChoice(str(template.id), template.name) for template, _by in templates()]
    return [SelectChoice("", _("None: begin empty")), *ours]
