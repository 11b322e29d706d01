"""Agreements as pages, lists and comparisons read them: always one statement, however many there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from peewee import JOIN, Case, fn

from portal.actions.rules import Todo, TodoKind
from portal.agreements.models import Agreement, AgreementFile, ClauseTemplate
from portal.agreements.rules.agreements import RENEW_AHEAD, AgreementFacts, AgreementMark, AgreementState
from portal.agreements.rules.clauses import ClauseBook, written_from
from portal.agreements.rules.ordering_terms import ordering
from portal.core.models.attachments import Attachment
from portal.core.models.record import rows
from portal.core.models.users import User
from portal.suppliers.models.suppliers import Supplier
from portal.suppliers.rules.pipeline import BUYING, Status

COLUMNS = ("title", "number", "goods", "sent_on", "signed_on", "starts_on", "ends_on", "renewal_on")
SAID = ("branded", "custom", "feed")


class PaperLine(NamedTuple):
    id: int
    on: date
    note: str
    by: str | None
    file_id: int | None
    name: str | None
    size: int | None


@dataclass(frozen=True)
class Shelf:
    """The agreements, read against the clauses.

    `home`: the country of the team; `renew_ahead`: days before the end on which it begins a renewal.
    """

    book: ClauseBook
    home: str
    renew_ahead: int = RENEW_AHEAD

    def read(self, *where: Any) -> list[AgreementFacts]:
        """By supplier, drafts first, then the one signed last."""
        return [self.facts(*row) for _status, *row in rows(lines(JOIN.INNER).where(*where))]

    def bought_from(self) -> list[tuple[str, str, list[AgreementFacts]]]:
        """Name and status of every supplier on trial or active, with its agreements."""
        suppliers: dict[int, tuple[str, str, list[AgreementFacts]]] = {}
        for status, *row in rows(lines(JOIN.LEFT_OUTER).where(Supplier.status.in_(BUYING))):
            supplier = suppliers.setdefault(row[1], (row[2], status, []))
            if row[0] is not None:
                supplier[2].append(self.facts(*row))
        return list(suppliers.values())

    def facts(self, *row: Any) -> AgreementFacts:
        names = ("id", "supplier_id", "supplier", "country", "owner_id", "owner", "clauses", *COLUMNS, *SAID)
        about: dict[str, Any] = dict(zip(names, row, strict=True))
        country, clauses = about.pop("country"), about.pop("clauses")
        about |= {name: {"yes": True, "no": False}.get(about[name]) for name in SAID}
        abroad = country != self.home if country else None
        about |= {"abroad": abroad, "renew_ahead": self.renew_ahead}
        return AgreementFacts(written=written_from(self.book, clauses), **about)

    def of(self, suppliers: Collection[int]) -> dict[int, list[AgreementFacts]]:
        by_supplier: dict[int, list[AgreementFacts]] = defaultdict(list)
        for agreement in self.read(Agreement.supplier.in_(list(suppliers))):
            by_supplier[agreement.supplier_id].append(agreement)
        return by_supplier

    def mark(self, agreement: AgreementFacts, today: date, kind: str = "physical") -> AgreementMark:
        return AgreementMark(
            id=agreement.id,
            title=agreement.title,
            state=agreement.state(today),
            binds=agreement.binds(today),
            missing=agreement.missing(self.book),
            undecided=tuple(agreement.undecided(self.book)),
            ordering=ordering(agreement.written, kind == "digital"),
        )

    def marks(self, suppliers: Collection[int], kind: str, today: date) -> dict[int, tuple[AgreementMark, ...]]:
        """The agreements about goods of a kind (physical, digital), by supplier."""
        return {
            key: tuple(self.mark(agreement, today, kind) for agreement in signed if agreement.covers(kind))
            for key, signed in self.of(suppliers).items()
        }

    def todos(self, today: date) -> list[Todo]:
        """Renewals to begin; and, wanted today or by its start, core clauses an agreement sent or in force lacks."""
        todos = []
        for agreement in self.read(Supplier.status != Status.retired):
            owner, state = (agreement.owner_id, agreement.owner), agreement.state(today)
            if state is AgreementState.ending and agreement.renewal_on is None and agreement.ends_on:
                todos.append(
                    Todo(TodoKind.renewal, agreement.supplier, agreement.title, agreement.ends_on, *owner, agreement.id)
                )
            missing = agreement.missing(self.book)
            if missing and state in (AgreementState.sent, AgreementState.signed, AgreementState.ending):
                wanted = max(today, agreement.starts_on or today)
                todos.append(
                    Todo(TodoKind.clauses, agreement.supplier, " ".join(missing), wanted, *owner, agreement.id)
                )
        return todos


def lines(join: str) -> Any:
    """Suppliers and their agreements, as `Shelf.facts` takes them, the status of the supplier first."""
    on_file = (Agreement.supplier == Supplier.id) & Agreement.deleted_at.is_null()
    return (
        Supplier.select(
            Supplier.status,
            Agreement.id,
            Supplier.id,
            Supplier.name,
            Supplier.country,
            User.id,
            User.name,
            Agreement.clauses,
            *(getattr(Agreement, name) for name in (*COLUMNS, *SAID)),
        )
        .join(Agreement, join, on=on_file)
        .join(User, JOIN.LEFT_OUTER, on=Supplier.owner == User.id)
        .where(Supplier.deleted_at.is_null())
        .order_by(Supplier.name, Supplier.id, Agreement.signed_on.desc(nulls="FIRST"), Agreement.id.desc())
    )


def with_supplier(id: int) -> Any:
    """The agreement with its supplier; None when either is gone."""
    query = Agreement.select(Agreement, Supplier).join(Supplier)
    return query.where(Agreement.id == id, Agreement.deleted_at.is_null(), Supplier.deleted_at.is_null()).first()


def templates() -> list[tuple[Any, str | None]]:
    """The templates of the team and who saved them, newest first."""
    query = ClauseTemplate.select(ClauseTemplate, User).join(User, JOIN.LEFT_OUTER, on=ClauseTemplate.by)
    query = query.where(ClauseTemplate.deleted_at.is_null()).order_by(ClauseTemplate.id.desc())
    return [(template, template.by.name if template.by else None) for template in query]


def files(agreement: int) -> list[PaperLine]:
    """The papers, newest first."""
    file = Attachment
    attached = (file.object_type == "agreement_file") & (file.object_id == AgreementFile.id) & file.deleted_at.is_null()
    query = (
        AgreementFile.select(
            AgreementFile.id, AgreementFile.on, AgreementFile.note, User.name, file.id, file.name, file.size
        )
        .join(User, JOIN.LEFT_OUTER, on=AgreementFile.by)
        .join_from(AgreementFile, file, JOIN.LEFT_OUTER, on=attached)
        .where(AgreementFile.agreement == agreement, AgreementFile.deleted_at.is_null())
        .order_by(AgreementFile.on.desc(), AgreementFile.id.desc(), file.id)
    )
    return [PaperLine(*row) for row in rows(query)]


def binds(today: date) -> Any:
    """Whether an agreement is in force; one without its days is not, and a NULL would have no opposite."""
    begun = (Agreement.signed_on <= today) & (fn.COALESCE(Agreement.starts_on, Agreement.signed_on) <= today)
    return Case(None, [(begun & lasts(today), 1)], 0) == 1


def lasts(today: date) -> Any:
    return Agreement.ends_on.is_null() | (Agreement.ends_on >= today)
